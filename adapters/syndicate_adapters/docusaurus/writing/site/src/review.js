// A review as linked data for search engines and other programs; no rating unless the author gave one.
const TYPES = {
  book: 'Book',
  film: 'Movie',
  product: 'Product',
  paper: 'ScholarlyArticle',
  software: 'SoftwareApplication',
  thing: 'Thing',
};
const PEOPLE = {author: 'authors', translator: 'translators', editor: 'editors'};

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value) => (Array.isArray(value) ? value : value ? [value] : []).map(String);
const persons = (names) => names.map((name) => ({'@type': 'Person', name}));
const number = (value) => (/^\d+(?:\.\d+)?$/.test(String(value ?? '')) ? Number(value) : undefined);
const web = (value) => (/^https?:/.test(value ?? '') ? value : undefined);
const known = (node) =>
  Object.fromEntries(
    Object.entries(node).filter(([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && !v.length)),
  );

function published(value) {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
  return (/^\d{4}(?:-\d\d){0,2}/.exec(text) ?? [])[0];
}

function item(facts, kind, site) {
  const isWritten = !['product', 'thing'].includes(kind);
  const node = {'@type': TYPES[kind], name: facts.name ?? facts.title, alternateName: facts.title_original};
  for (const [property, key] of Object.entries(isWritten ? PEOPLE : {})) {
    node[property] = persons(list(facts[key]));
  }
  if (isWritten && facts.publisher) {
    node.publisher = {'@type': 'Organization', name: facts.publisher};
  }
  if (kind !== 'thing') {
    node[kind === 'product' ? 'releaseDate' : 'datePublished'] = published(facts.published);
  }
  if (kind === 'book') {
    node.isbn = facts.isbn13 === undefined ? undefined : String(facts.isbn13);
  }
  if (facts.cover) {
    const below = facts.cover.replace(/^\//, '');
    node.image = web(facts.cover) ?? `${site.url}${site.baseUrl}${below}`;
  }
  node.url = web(facts.store_url);
  return known(node);
}

export function reviewOf(metadata, site, locale) {
  const {frontMatter, title, date, permalink, authors} = metadata;
  const facts = isMap(frontMatter.book) ? frontMatter.book : frontMatter.review;
  const kind = isMap(frontMatter.book) ? 'book' : facts?.item_type;
  if (!isMap(facts) || !TYPES[kind] || !(facts.name ?? facts.title)) {
    return undefined;
  }
  const rating = number(facts.rating);
  return known({
    '@context': 'https://schema.org',
    '@type': 'Review',
    url: frontMatter.canonical_url ?? `${site.url}${permalink}`,
    name: title,
    inLanguage: locale,
    datePublished: date && new Date(date).toISOString().replace('.000Z', 'Z'),
    author: persons(authors.map((author) => author.name).filter(Boolean)),
    publisher: site.title ? {'@type': 'Organization', name: site.title} : undefined,
    reviewRating:
      rating === undefined
        ? undefined
        : known({
            '@type': 'Rating',
            ratingValue: rating,
            bestRating: number(facts.best_rating),
            worstRating: number(facts.worst_rating),
          }),
    itemReviewed: item(facts, kind, site),
  });
}
