export default {
  title: 'Notes',
  tagline: 'Small things',
  url: 'https://blog.example',
  baseUrl: '/base/',
  onBrokenLinks: 'ignore',
  i18n: {defaultLocale: 'en', locales: ['en', 'fr']},
  plugins: [
    [
      '@docusaurus/plugin-client-redirects',
      {
        fromExtensions: ['html'],
        redirects: [
          {from: '/old', to: '/blog/first'},
          {from: ['/news', '/journal/'], to: '/blog'},
          {from: '/elsewhere', to: 'https://other.example/x?a=1#b'},
          {from: '/part', to: '/about#where'},
        ],
        createRedirects(path) {
          if (path.startsWith('/blog/')) {
            return [path.replace('/blog/', '/notes/'), path.replace(/^\/blog\/(f\w+)$/, '/$1.php')];
          }
          return path === '/about' ? '/us' : undefined;
        },
      },
    ],
  ],
  presets: [['classic', {docs: {sidebarPath: undefined, routeBasePath: '/'}, theme: {customCss: './src/css/site.css'}}]],
};
