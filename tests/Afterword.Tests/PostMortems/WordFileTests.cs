using Afterword.Core.Linting;
using Afterword.Core.PostMortems.Markdown;
using YamlDotNet.Serialization;

namespace Afterword.Tests.PostMortems;

/// <summary>Our own reader of word files and a reader of all YAML understand our files alike.</summary>
public sealed class WordFileTests
{
    [Theory]
    [InlineData("Afterword.Core.Linting.Words.en.yml")]
    [InlineData("Afterword.Core.PostMortems.Markdown.Synonyms.yml")]
    [InlineData("Afterword.Core.PostMortems.Markdown.Names.yml")]
    public void A_file_of_words_is_read_as_YAML_reads_it(string resource)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var yaml = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(text);
        var expected = yaml.SelectMany(e =>
                e.Value is Dictionary<object, object> group
                    ? group.Select(g => Shown($"{e.Key}/{g.Key}", g.Value))
                    : [Shown(e.Key, e.Value)]
            )
            .Order(StringComparer.Ordinal);

        var read = WordFile
            .Read(text)
            // The name over a group has no entries of its own.
            .Where(l => l.Value.Count > 0)
            .Select(l => $"{l.Key}: {string.Join('|', l.Value)}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, read);
    }

    private static string Shown(string path, object? list) =>
        $"{path}: {string.Join('|', (List<object>)list!)}";

    [Fact]
    public void Brackets_may_go_on_over_several_lines_and_entries_may_be_quoted()
    {
        var lists = WordFile.Read(
            "# said before\none: [a b, \"c, d\",\n  e]\ntwo:\n  - f\n  - \"\\\\bg: h\"\ngroup:\n  inner: [i]\n"
        );
        Assert.Equal(["a b", "c, d", "e"], lists["one"]);
        Assert.Equal(["f", "\\bg: h"], lists["two"]);
        Assert.Equal(["i"], lists["group/inner"]);
    }
}
