# Answers the questions in units.json with the Ruby, Jekyll and Addressable of this machine:
#   ruby units.rb < units.json > new.json
require "json"
require "time"
require "jekyll"

$stderr = File.open(File::NULL, "w")
NOW = [Time.at(981_173_106), Time.at(651_277_851)].freeze

def date(zone, text)
  ENV["TZ"] = zone
  times = NOW.map { |now| Time.parse(text, now).localtime }
  times.uniq.one? ? times[0].strftime("%Y-%m-%dT%H:%M:%S%:z") : "now"
rescue ArgumentError
  "error"
end

POST = Struct.new(:content, :excerpt_separator, :relative_path)

def excerpt(body, separator)
  Jekyll::Excerpt.new(POST.new(body, separator, "x.md")).content
end

def tried
  yield
rescue StandardError
  nil
end

asked = JSON.parse($stdin.read)
answers = {
  "dates"      => asked["dates"].to_h { |zone, texts| [zone, texts.to_h { |text, _| [text, date(zone, text)] }] },
  "slugs"      => asked["slugs"].to_h do |text, _|
    modes = %w(raw default pretty ascii latin none)
    slugs = modes.to_h { |mode| [mode, Jekyll::Utils.slugify(text, :mode => mode)] }
    [text, slugs.merge("cased" => Jekyll::Utils.slugify(text, :mode => "pretty", :cased => true),
                       "title" => Jekyll::Utils.titleize_slug(text))]
  end,
  "texts"      => asked["texts"].to_h { |text, _| [text, { "inspect" => text.inspect, "words" => text.split }] },
  "values"     => asked["values"].map { |value, _, _| [value, value.to_s, value.inspect] },
  "names"      => asked["names"].to_h { |name, _| [name, [File.basename(name, ".*"), File.extname(name)]] },
  "escaped"    => asked["escaped"].to_h { |text, _| [text, tried { Jekyll::URL.escape_path(text) }] },
  "sanitized"  => asked["sanitized"].to_h do |text, _|
    [text, Jekyll::URL.new(:template => "", :placeholders => {}, :permalink => text).to_s]
  end,
  "normalized" => asked["normalized"].to_h { |text, _| [text, tried { Addressable::URI.parse(text).normalize.to_s }] },
  "fnmatch"    => asked["fnmatch"].map { |pattern, path, _| [pattern, path, File.fnmatch?("/s/#{pattern}", "/s/#{path}")] },
  "excerpts"   => asked["excerpts"].map { |body, separator, _| [body, separator, excerpt(body, separator)] },
}
puts JSON.generate(answers)
