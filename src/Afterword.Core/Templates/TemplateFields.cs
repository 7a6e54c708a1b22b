namespace Afterword.Core.Templates;

/// <summary>
/// What a template is given, and all it is given: words, links, flags and lists of the same. Never a domain object, whose
/// properties a template could walk.
/// </summary>
public sealed class TemplateFields
{
    private readonly Dictionary<string, object> _values = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];

    /// <summary>The names, each with the fields inside it where it is a list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?> Names =>
        _values.Keys.ToDictionary(name => name, name => _lists.GetValueOrDefault(name));

    /// <summary>Adds plain words; in Markdown they are escaped, so that no title can break out of its place.</summary>
    public TemplateFields Text(string name, string words) => Add(name, words);

    /// <summary>Adds what people wrote in their own words: it may be cut between words where the message would be too long.</summary>
    public TemplateFields Prose(string name, string words) => Add(name, new ProseValue(words));

    /// <summary>Adds Markdown that a person wrote and that stays as it is.</summary>
    public TemplateFields Markdown(string name, string markdown) =>
        Add(name, new MarkdownValue(markdown));

    /// <summary>Adds a link; without an address the field is empty.</summary>
    public TemplateFields Link(string name, string words, Uri? address) =>
        Add(name, new LinkValue(words, address));

    /// <summary>Adds something that is true or false.</summary>
    public TemplateFields Flag(string name, bool value) => Add(name, value);

    /// <summary>Adds a list.</summary>
    /// <param name="name">The list's name.</param>
    /// <param name="fields">The names each entry has.</param>
    /// <param name="entries">The entries.</param>
    public TemplateFields List(
        string name,
        IReadOnlyList<string> fields,
        IEnumerable<TemplateFields> entries
    )
    {
        _lists[name] = fields;
        return Add(name, entries.ToList());
    }

    /// <summary>The dictionary Handlebars walks.</summary>
    /// <param name="markdown">True for a body, where words are escaped; false for a subject, which is plain.</param>
    /// <param name="prose">The most words of each text that may be cut.</param>
    internal Dictionary<string, object> ToDictionary(bool markdown, int prose = int.MaxValue) =>
        _values.ToDictionary(
            pair => pair.Key,
            pair =>
                pair.Value switch
                {
                    string words => markdown ? MarkdownWords.Escape(words) : words,
                    ProseValue text when markdown => MarkdownWords.Escape(text.Of(prose)),
                    ProseValue text => text.Words,
                    LinkValue link => markdown ? link.Markdown : link.Words,
                    MarkdownValue written => markdown
                        ? written.Markdown
                        : Rendering.PlainText.Render(written.Markdown),
                    List<TemplateFields> entries => entries
                        .Select(entry => entry.ToDictionary(markdown, prose))
                        .ToArray(),
                    var value => value,
                }
        );

    private TemplateFields Add(string name, object value)
    {
        _values.Add(name, value);
        return this;
    }

    private sealed record ProseValue(string Words)
    {
        public string Of(int most) =>
            most == int.MaxValue ? Words : Updates.Facts.FactWords.Clip(Words, most);
    }

    private sealed record MarkdownValue(string Markdown);

    private sealed record LinkValue(string Words, Uri? Address)
    {
        public string Markdown =>
            Address is null
                ? ""
                : $"[{MarkdownWords.Escape(Words, inLink: true)}]({Address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }
}
