// Margin Notes: a blog about books and code, kept by two people.

/** @type {import('@docusaurus/types').Config} */
export default {
  title: 'Margin Notes',
  tagline: 'Books, code, and the white space around both',
  url: 'https://reviews.example',
  baseUrl: '/',

  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',

  i18n: {
    defaultLocale: 'en',
    locales: ['en'],
  },

  presets: [
    [
      'classic',
      {
        docs: false,
        blog: {
          showReadingTime: true,
          blogTitle: 'Margin Notes',
          blogDescription: 'Book reviews and small essays about making software',
          blogSidebarCount: 'ALL',
          onInlineTags: 'ignore',
          onInlineAuthors: 'ignore',
          onUntruncatedBlogPosts: 'ignore',
        },
      },
    ],
  ],

  themeConfig: {
    navbar: {
      title: 'Margin Notes',
      logo: {alt: 'A bookmark', src: 'img/bookmark.png', href: '/blog'},
      items: [
        {to: '/blog/tags', label: 'Tags', position: 'right'},
        {to: '/blog/archive', label: 'Archive', position: 'right'},
      ],
    },
    prism: {
      additionalLanguages: ['bash', 'toml'],
    },
  },
};
