export default {
  title: 'Tide Notebook',
  url: 'https://tides.example',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'throw',
  i18n: { defaultLocale: 'en', locales: ['en'] },
  presets: [
    [
      'classic',
      {
        docs: false,
        pages: false,
        blog: {
          blogTitle: 'Tide Notebook',
          onUntruncatedBlogPosts: 'ignore',
          showReadingTime: true,
          feedOptions: { type: 'rss', title: 'Tide Notebook', description: 'Notes from a tide gauge' },
        },
      },
    ],
  ],
  themeConfig: {
    navbar: { title: 'Tide Notebook', items: [{ to: '/blog', label: 'Blog' }] },
    footer: { copyright: 'Written beside the water.' },
  },
};
