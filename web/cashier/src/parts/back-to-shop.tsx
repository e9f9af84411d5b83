import { useSay } from '../language.js'

export function BackToShop({ url, main }: { url: string | null; main: boolean }) {
  const say = useSay()
  // The shop gave this address through an API; only a web address may become a link.
  if (!url || !/^https?:\/\//i.test(url)) {
    return <p class="calm">{say('可以关闭本页了。', 'You can close this page.')}</p>
  }
  return (
    <div class="dock">
      <a class={main ? 'button button-main' : 'button button-plain'} href={url}>
        {say('返回商城', 'Back to the shop')}
      </a>
    </div>
  )
}
