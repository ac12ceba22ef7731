# What a Forem site makes of an article, for our tests: the steps of its renderer over the same gems.
#
# Reads a JSON list of bodies from stdin and prints a JSON list of {"html": ...} or {"error": ...}.
# Source: the behaviour of forem/forem, read in 2026; the parts that need a database or the network are left out.
require "json"
require "liquid"
require "nokogiri"
require "rails-html-sanitizer"
require "redcarpet"

TAGS = %w[
  a abbr add b blockquote br button center cite code col colgroup dd del dl dt em figcaption h1 h2 h3 h4 h5 h6 hr img
  kbd li mark ol p pre q rp rt ruby small source span strong sub sup table tbody td tfoot th thead time tr u ul video
].freeze
ATTRIBUTES = %w[
  alt colspan data-conversation data-lang data-no-instant data-url href id loop name ref rel rowspan span src start
  title type value width controls
].freeze
DETAILS_TAGS = (TAGS - %w[button figcaption mark table tbody td tfoot th thead tr]).freeze

class Page < Redcarpet::Render::HTML
  def block_code(code, language)
    kind = language.to_s.split.first
    text = code.gsub("&", "&amp;").gsub("<", "&lt;").gsub(">", "&gt;")
    %(<div class="highlight"><pre class="highlight #{kind || 'plaintext'}"><code>#{text}</code></pre></div>\n)
  end

  def link(link, _title, content)
    return nil if content.to_s.match?(/<a\s.+\/a>/)
    %(<a href="#{link}">#{content}</a>)
  end

  def header(title, level)
    anchor = Nokogiri::HTML.fragment(title).text.downcase.strip.gsub(/\s/, "-")
    %(<h#{level}>\n  <a name="#{anchor}" href="##{anchor}" class="anchor">\n  </a>\n  #{title}\n</h#{level}>\n)
  end
end

class Scrubber < Rails::Html::PermitScrubber
  def initialize
    super
    self.tags = TAGS
    self.attributes = ATTRIBUTES
  end

  def allowed_node?(node)
    TAGS.include?(node.name) || (node.name == "div" && node["class"] == "highlight" && node.children.first&.name == "pre")
  end

  def scrub_attributes(node)
    if node["class"].to_s.include?("highlight")
      node.attribute_nodes.each { |attribute| scrub_attribute(node, attribute) }
      return
    end
    node.attributes.each_value { |attribute| attribute.value = attribute.value.gsub(/\{%|%\}/, "") }
    super
  end
end

class Details < Liquid::Block
  def initialize(name, summary, context)
    super
    @summary = summary.strip
  end

  def render(context)
    inner = Nokogiri::HTML.parse(super).xpath("//html/body").inner_html
    inner = Rails::Html::SafeListSanitizer.new.sanitize(inner, tags: DETAILS_TAGS + %w[div], attributes: ATTRIBUTES + %w[class])
    "<details>\n<summary>#{@summary}</summary>\n<p>#{inner}</p>\n</details>\n"
  end
end

class Katex < Liquid::Block
  def render(context)
    formula = Nokogiri::HTML(super).at("body").text
    text = formula.gsub("&", "&amp;").gsub("<", "&lt;").gsub(">", "&gt;")
    @markup.split.include?("inline") ? %(<span class="katex">#{text}</span>) : %(<div class="katex">#{text}</div>)
  end
end

class Embed < Liquid::Tag
  def initialize(name, input, context)
    super
    @url = Nokogiri::HTML.fragment(input).text.strip
  end

  def render(context)
    %(<iframe src="#{@url}"></iframe>)
  end
end

module Liquid
  class Variable
    def initialize(*)
      raise StandardError, "Liquid variables are disabled"
    end
  end
end

%w[details collapsible spoiler].each { |name| Liquid::Template.register_tag(name, Details) }
Liquid::Template.register_tag("katex", Katex)
Liquid::Template.register_tag("embed", Embed)
CORE = %w[assign break capture case comment continue cycle decrement echo for if ifchanged include increment render tablerow unless]
CORE.each do |name|
  disabled = Class.new(Liquid::Block) do
    define_method(:initialize) { |*| raise StandardError, "Liquid##{name} tag is disabled" }
  end
  Liquid::Template.register_tag(name, disabled)
end

CODE = /(~~~|```|``|`).*?\1/m
GUARDED = /[[:space:]]*(~~~|```).*?\1|(``|`).+?\2/m
REFUSED = /src=["'](?:data|&)|data:text\/html[,;]/i
MARKDOWN = Redcarpet::Markdown.new(
  Page.new(hard_wrap: true, filter_html: false),
  autolink: true, no_intra_emphasis: true, fenced_code_blocks: true, lax_html_blocks: true, lax_spacing: true,
  strikethrough: true, superscript: false, tables: true, footnotes: true,
)

def quoted(text, key)
  text.sub(/---.*?---/m) do |header|
    header.gsub(/#{key}: ?([^\r\n]*)\r?\n/) do |line|
      value = Regexp.last_match(1)
      is_quoted = value.size > 1 && value[0] == value[-1] && %w[" '].include?(value[0])
      is_quoted ? line : %(#{key}: "#{value.gsub('"', '\\"')}"\n)
    end
  end
end

def fixed(text)
  text = quoted(quoted(text, "title"), "description")
  text = text.gsub(/^---/).with_index { |dashes, i| i > 1 ? "#{dashes}-----" : dashes }
  text = text.gsub("\r\n", "\n")
  text = text.gsub(/\ntags:.*\n/) { |tags| tags.gsub(" #", ",").delete("#").sub(":,", ": ") }
  text.gsub(/^ {17,}.*$/) { |line| line.gsub(/\[([^\]\[]+)\]\(([^)\s]+)\)/, '<a href="\2">\1</a>') }
end

def without_header(text)
  text.sub(/\A[[:space:]]*---[ \t]*\n.*?^---[ \t]*\n?/m, "")
end

def guarded(text)
  text.gsub(GUARDED) do |code|
    marked = %w[raw endraw].reduce(code) { |said, tag| said.gsub("{% #{tag} %}", "{----% #{tag} %----}") }
    marked.include?("```") ? "\n{% raw %}\n#{marked}\n{% endraw %}\n" : "{% raw %}#{marked}{% endraw %}"
  end
end

def rendered(body)
  text = without_header(fixed(body)).gsub(/!\[Image Description\]/i, "![ ]")
  raise "Invalid markdown detected" if text.gsub(CODE, "").match?(REFUSED)
  if text.match?(/^<code>$/) && !text.include?("<pre>")
    text = text.gsub(%r{^</?code>$}, "\n```\n")
  end
  html = MARKDOWN.render(guarded(text))
  clean = Rails::Html::SafeListSanitizer.new.sanitize(html, scrubber: Scrubber.new)
  begin
    template = Liquid::Template.parse(clean.to_str)
    html = MARKDOWN.render(template.render)
  rescue Liquid::SyntaxError => e
    html = e.message
  end
  document = Nokogiri::HTML(html)
  document.xpath("//*[self::ul or self::ol or self::li]/br").each(&:remove)
  html = document.at_css("body") ? document.at_css("body").inner_html : ""
  html.gsub("{----% raw %----}", "{% raw %}").gsub("{----% endraw %----}", "{% endraw %}")
end

answers = JSON.parse($stdin.read).map do |body|
  { html: rendered(body) }
rescue StandardError => e
  { error: e.message }
end
puts JSON.generate(answers)
