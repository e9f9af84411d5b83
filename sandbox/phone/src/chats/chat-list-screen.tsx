import { ScreenHeader } from '../phone/screen-header.js'
import { formatMinute } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { type ChatApp, type ChatSummary, listChats } from './chat-calls.js'
import { AccountIcon, MiniProgramIcon } from './chat-icons.js'
import { chatName, lastWords } from './chat-words.js'

export function ChatListScreen({
  news,
  onBack,
  onOpen,
}: {
  /** Grows whenever something happened that may have brought a message. */
  news: number
  onBack: () => void
  onOpen: (app: ChatApp) => void
}) {
  const say = useSay()
  const chats = useAnswer(listChats, [news])
  return (
    <main class="screen plain wechat chats">
      <ScreenHeader title={say('聊天', 'Chats')} onBack={onBack} />
      <div class="screen-body">
        {chats.state === 'loading' && <div class="pay-waiting" aria-busy="true" />}
        {chats.state === 'failed' && (
          <p class="chat-note" role="alert">
            {say('沙箱没有回答。', 'The sandbox did not answer.')}{' '}
            <button type="button" class="quiet" onClick={chats.retry}>
              {say('再试一次', 'Try again')}
            </button>
          </p>
        )}
        {chats.state === 'done' && (
          <ul class="chat-list">
            {chats.value.map((chat) => (
              <li key={chat.app}>
                <ChatRow chat={chat} onOpen={() => onOpen(chat.app)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  )
}

function ChatRow({ chat, onOpen }: { chat: ChatSummary; onOpen: () => void }) {
  const say = useSay()
  return (
    <button type="button" class="chat-row" onClick={onOpen}>
      <span class="chat-face">{chat.app === 'account' ? <AccountIcon /> : <MiniProgramIcon />}</span>
      <b>{chatName(chat.app, say)}</b>
      <time>{chat.last ? formatMinute(chat.last.atMs) : ''}</time>
      <span class="chat-last">{lastWords(chat, say)}</span>
    </button>
  )
}
