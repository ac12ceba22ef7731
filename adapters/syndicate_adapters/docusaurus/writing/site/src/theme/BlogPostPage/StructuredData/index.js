// What a post says of itself to programs, beside what the theme says: its first address, and its review.
import Head from '@docusaurus/Head';
import {useBlogPost} from '@docusaurus/plugin-content-blog/client';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import StructuredData from '@theme-original/BlogPostPage/StructuredData';
import Microformats from '@site/src/microformats';
import {reviewOf} from '@site/src/review';

export default function PostStructuredData(props) {
  const {siteConfig, i18n} = useDocusaurusContext();
  const {metadata} = useBlogPost();
  const canonical = metadata.frontMatter.canonical_url;
  const review = reviewOf(metadata, siteConfig, i18n.currentLocale);
  return (
    <>
      <StructuredData {...props} />
      {canonical && (
        <Head>
          <link rel="canonical" href={canonical} />
          <meta property="og:url" content={canonical} />
        </Head>
      )}
      {review && (
        <Head>
          <script type="application/ld+json">{JSON.stringify(review)}</script>
        </Head>
      )}
      {review && <Microformats review={review} />}
    </>
  );
}
