// The review of a page as microformats (h-review), for programs that read these; nothing of it is seen.
const all = (value) => (Array.isArray(value) ? value : []);
const fact = (name, value) => (value === undefined ? null : <data className={name} value={String(value)} />);
const card = ({name}) => (
  <span key={name} className="p-author h-card">
    <data className="p-name" value={name} />
  </span>
);

export default function Microformats({review}) {
  const {itemReviewed: item, reviewRating: rating = {}} = review;
  const isWritten = !['Product', 'SoftwareApplication', 'Thing'].includes(item['@type']);
  return (
    <div className="h-review">
      {fact('p-name', review.name)}
      {fact('u-url', review.url)}
      {fact('dt-published', review.datePublished)}
      {all(review.author).map(card)}
      {fact('p-rating', rating.ratingValue)}
      {fact('p-best', rating.bestRating)}
      {fact('p-worst', rating.worstRating)}
      <div className={isWritten ? 'p-item h-product h-cite' : 'p-item h-product'}>
        {fact('p-name', item.name)}
        {fact('u-url', item.url)}
        {fact('u-photo', item.image)}
        {fact('u-uid', item.isbn && `urn:isbn:${item.isbn}`)}
        {isWritten && all(item.author).map(card)}
        {isWritten && fact('p-publication', item.publisher?.name)}
        {isWritten && fact('dt-published', item.datePublished)}
      </div>
    </div>
  );
}
