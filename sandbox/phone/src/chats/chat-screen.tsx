import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ScreenHeader } from '../phone/screen-header.js'
import { safeReturnUrl } from '../phone/wallet-calls.js'
import type { Answer, Refusal } from '../shared/call-api.js'
import { useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import {
  type Chat,
  type ChatApp,
  type ChatMessage,
  follow,
  openChat,
  unfollow,
  say as write,
} from './chat-calls.js'
import { ChatMenu } from './chat-menu.js'
import { ChatSubscriptions } from './chat-subscriptions.js'
import { chatName } from './chat-words.js'
import { MiniTools } from './mini-tools.js'

export function ChatScreen({ app, news, onBack }: { app: ChatApp; news: number; onBack: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const chat = useAnswer(() => openChat(app), [app, news])
  const [problem, setProblem] = useState<Refusal | 'unknown' | null>(null)
  /** Whatever was done, the chat is asked for again: what it shows is the sandbox's word. */
  const act = async <T,>(deed: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await deed
    setProblem(answer.outcome === 'done' ? null : answer.outcome === 'refused' ? answer.refusal : 'unknown')
    chat.retry()
    return answer
  }
  const known = chat.state === 'done' ? chat.value : null
  return (
    <main class="screen plain wechat chat">
      <ScreenHeader title={chatName(app, say)} onBack={onBack} />
      <div class="chat-body">
        {known?.subscribed === false && (
          <p class="chat-follow">
            <button type="button" class="primary" onClick={() => void act(follow())}>
              {say('关注', 'Follow')}
            </button>
          </p>
        )}
        {known && <Messages messages={known.messages} />}
        {chat.state === 'failed' && (
          <p role="alert">{say('沙箱没有回答。', 'The sandbox did not answer.')}</p>
        )}
        {problem && (
          <p class="chat-note" role="alert">
            {problem === 'unknown'
              ? say('沙箱没有回答，请再试。', 'The sandbox did not answer; try again.')
              : problem[language]}
          </p>
        )}
      </div>
      {known && <ChatFoot chat={known} act={act} />}
    </main>
  )
}

type Act = <T>(deed: Promise<Answer<T>>) => Promise<Answer<T>>

function ChatFoot({ chat, act }: { chat: Chat; act: Act }) {
  const say = useSay()
  const [text, setText] = useState('')
  if (chat.subscribed === false) return <footer class="chat-foot" />
  const send = async (event: Event) => {
    event.preventDefault()
    const words = text.trim()
    if (words === '') return
    const answer = await act(write(chat.app, words))
    // What was not taken stays in the field.
    if (answer.outcome === 'done') setText('')
  }
  return (
    <footer class="chat-foot">
      <form onSubmit={(event) => void send(event)}>
        <input
          value={text}
          maxLength={600}
          aria-label={say('消息', 'Message')}
          placeholder={say('说点什么', 'Write something')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {say('发送', 'Send')}
        </button>
      </form>
      <ChatMenu buttons={chat.menu} act={act} />
      <ChatSubscriptions app={chat.app} subscriptions={chat.subscriptions} act={act} />
      {chat.app === 'mini' && <MiniTools act={act} />}
      {chat.subscribed && (
        <button type="button" class="quiet" onClick={() => void act(unfollow())}>
          {say('取消关注', 'Unfollow')}
        </button>
      )}
    </footer>
  )
}

function Messages({ messages }: { messages: ChatMessage[] }) {
  const say = useSay()
  const end = useRef<HTMLLIElement>(null)
  const newest = messages.at(-1)?.id
  useLayoutEffect(() => end.current?.scrollIntoView({ block: 'end' }), [newest])
  return (
    <ol class="chat-messages" aria-live="polite">
      {messages.map((message) => (
        <li key={message.id} class={message.from}>
          <Message message={message} />
        </li>
      ))}
      {messages.length === 0 && <li class="system">{say('还没有消息', 'No messages yet')}</li>}
      <li ref={end} class="chat-end" />
    </ol>
  )
}

function Message({ message }: { message: ChatMessage }) {
  const say = useSay()
  const url = safeReturnUrl(message.url)
  return (
    <div class="chat-message">
      {message.title && <b>{message.title}</b>}
      {message.text && <p>{message.text}</p>}
      {message.lines.length > 0 && (
        <dl>
          {message.lines.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {url && (
        <a href={url} target="_blank" rel="noreferrer">
          {say('查看', 'Open')}
        </a>
      )}
    </div>
  )
}
