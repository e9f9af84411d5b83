import { Input } from 'antd'
import { queryOf } from '../../office/src/api.js'
import { CursorTable } from '../../office/src/data-table.js'
import { Tag, Time } from '../../office/src/figures.js'
import { FilterBar } from '../../office/src/filter-bar.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { Page } from '../../office/src/page.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'
import { useCursorList } from '../../office/src/use-cursor-list.js'
import { AdminOnly } from './admin-only.js'
import { api, type Page as RowPage, type User } from './console-api.js'
import { useMay, useMe } from './me.js'
import { NewUser } from './new-user.js'
import { PersonActions } from './person-actions.js'
import { RoleGuide } from './role-guide.js'
import { RoleTag } from './roles.js'

const words = defineWords(
  {
    title: '人员',
    filter: '按登录处筛选',
    realms: { console: '控制台', workbench: '卖家' },
    search: '用户名或卖家编号',
    username: '用户名',
    you: '你自己',
    role: '角色',
    merchant: '卖家编号',
    state: '状态',
    enabled: '可登录',
    disabled: '已停用',
    created: '创建',
    action: '操作',
    log: '操作记录',
    none: '没有这样的账号',
  },
  {
    title: 'People',
    filter: 'Filter by where they sign in',
    realms: { console: 'Console', workbench: 'Sellers' },
    search: "Username or merchant's id",
    username: 'Username',
    you: 'you',
    role: 'Role',
    merchant: 'Merchant',
    state: 'State',
    enabled: 'May sign in',
    disabled: 'Disabled',
    created: 'Created',
    action: 'Action',
    log: 'Audit log',
    none: 'There is no such user',
  },
)

const REALMS = ['console', 'workbench'] as const

/** Who may sign in, and what each is trusted with. */
export function PeoplePage() {
  const t = useWords(words)
  const me = useMe()
  const may = useMay()
  const { query } = useRoute()
  const realm = REALMS.find((known) => known === query.get('realm')) ?? 'console'
  const q = query.get('q') ?? ''
  const list = useCursorList<User>(`${realm} ${q}`, (cursor, signal) =>
    api.get<RowPage<User>>(`/users${queryOf({ realm, q, cursor })}`, signal),
  )
  return (
    <Page title={t.title}>
      <div className="stack">
        <section className="card" aria-label={t.title}>
          <FilterBar
            label={t.filter}
            current={realm}
            choices={REALMS}
            nameOf={(key) => t.realms[key]}
            hrefOf={(key) => hrefTo('/people', { realm: key })}
          />
          <div className="toolbar">
            <Input.Search
              key={`${realm} ${q}`}
              className="narrow-search"
              defaultValue={q}
              allowClear
              maxLength={64}
              aria-label={t.search}
              placeholder={t.search}
              onSearch={(typed) => goTo(hrefTo('/people', { realm, q: typed.trim() }))}
            />
          </div>
          <CursorTable
            caption={t.title}
            list={list}
            rowKey={(user) => user.id}
            emptyTitle={t.none}
            columns={[
              {
                key: 'username',
                title: t.username,
                onPhone: 'head',
                render: (user) => (
                  <>
                    {user.username}
                    {user.id === me.user.id && <span className="muted"> （{t.you}）</span>}
                    <span className="sub">
                      <a href={hrefTo('/audit', { subject: `user:${user.id}` })}>{t.log}</a>
                    </span>
                  </>
                ),
              },
              {
                key: 'role',
                title: realm === 'console' ? t.role : t.merchant,
                onPhone: 'side',
                render: ({ role, merchantId }) => (role ? <RoleTag role={role} /> : merchantId),
              },
              {
                key: 'state',
                title: t.state,
                render: ({ disabledAt }) => (
                  <>
                    <Tag tone={disabledAt ? 'quiet' : 'good'}>{disabledAt ? t.disabled : t.enabled}</Tag>
                    {disabledAt && (
                      <span className="sub">
                        <Time at={disabledAt} />
                      </span>
                    )}
                  </>
                ),
              },
              { key: 'created', title: t.created, render: ({ createdAt }) => <Time at={createdAt} /> },
              {
                key: 'action',
                title: t.action,
                align: 'end',
                render: (user) => <PersonActions user={user} onChanged={list.reload} />,
              },
            ]}
          />
        </section>
        {may('POST /users') ? <NewUser onCreated={list.reload} /> : <AdminOnly />}
        <RoleGuide />
      </div>
    </Page>
  )
}
