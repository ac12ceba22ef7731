export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ static: "/" });
  eleventyConfig.addPairedShortcode(
    "callout",
    (content, kind, title) =>
      `<aside class="callout ${kind}">\n\n**${title ?? kind}**\n\n${content}\n</aside>`,
  );
}
