import type { ThemeConfig } from 'antd'

/** One calm identity: ink and deep teal on paper. The same colours stand in styles/base.css as variables. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0f5f5a',
    colorInfo: '#2c5f7c',
    colorSuccess: '#1d6b45',
    colorWarning: '#9a6200',
    colorError: '#a8321f',
    colorErrorBg: '#fbefec',
    colorErrorBorder: '#e9c3ba',
    colorWarningBg: '#faf3e3',
    colorWarningBorder: '#e6d3a4',
    colorInfoBg: '#ebf2f6',
    colorInfoBorder: '#c2d6e1',
    colorSuccessBg: '#eaf4ee',
    colorSuccessBorder: '#bcdac8',
    colorTextBase: '#16211f',
    colorBgLayout: '#f5f4ef',
    colorBorder: '#d5d3c9',
    colorBorderSecondary: '#e6e4db',
    colorLink: '#0f5f5a',
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 38,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Tabs: { horizontalItemGutter: 24 },
    Drawer: { paddingLG: 20 },
  },
}
