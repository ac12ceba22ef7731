export default {
  title: 'Notes',
  tagline: 'Small things',
  url: 'https://blog.example',
  baseUrl: '/base/',
  onBrokenLinks: 'ignore',
  i18n: {defaultLocale: 'en', locales: ['en', 'fr']},
  presets: [['classic', {docs: {sidebarPath: undefined}, theme: {customCss: './src/css/site.css'}}]],
};
