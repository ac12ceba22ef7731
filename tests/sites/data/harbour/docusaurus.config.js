// Two blogs in two languages, below a path of their own.
const log = {id: 'log', path: 'log', routeBasePath: 'captain/log', onInlineTags: 'ignore', onUntruncatedBlogPosts: 'ignore'};

module.exports = {
  title: 'The Harbour',
  tagline: 'What the tide brings',
  url: 'https://harbour.example',
  baseUrl: '/harbour/',
  onBrokenLinks: 'ignore',
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'ko'],
    localeConfigs: {ko: {label: '한국어'}},
  },
  presets: [
    ['classic', {
      docs: false,
      blog: {routeBasePath: 'notes', onInlineTags: 'ignore', onUntruncatedBlogPosts: 'ignore'},
    }],
  ],
  plugins: [['@docusaurus/plugin-content-blog', log]],
};
