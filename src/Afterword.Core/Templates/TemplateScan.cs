namespace Afterword.Core.Templates;

/// <summary>
/// Our own pass over a template's tokens before Handlebars sees it: known fields only, blocks closed and at most two deep, no
/// triple braces, no paths, no partials, no helpers but <c>if</c>, <c>unless</c> and <c>each</c>. Errors name line and column.
/// </summary>
internal sealed class TemplateScan
{
    /// <summary>How deep blocks may nest.</summary>
    private const int MaxDepth = 2;

    /// <summary>How many fields and blocks a template may have, so that one of nothing but braces is said at once.</summary>
    private const int MaxTokens = 400;

    private readonly string _template;
    private readonly string _text;
    private readonly int _firstLine;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>?> _names;
    private readonly Stack<(string Verb, string? List, int At)> _open = new();

    private TemplateScan(
        string template,
        string text,
        int firstLine,
        IReadOnlyDictionary<string, IReadOnlyList<string>?> names
    ) => (_template, _text, _firstLine, _names) = (template, text, firstLine, names);

    /// <param name="template">The template's name, for messages.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="firstLine">The line of the file at which the text begins.</param>
    /// <param name="names">The fields there are.</param>
    /// <exception cref="TemplateException">The first thing that is wrong.</exception>
    public static void Check(
        string template,
        string text,
        int firstLine,
        IReadOnlyDictionary<string, IReadOnlyList<string>?> names
    ) => new TemplateScan(template, text, firstLine, names).Run();

    private void Run()
    {
        var (at, tokens) = (0, 0);
        while ((at = _text.IndexOf("{{", at, StringComparison.Ordinal)) >= 0)
        {
            if (at > 0 && _text[at - 1] == '\\')
            {
                throw Wrong(at, "Braces cannot be escaped; write one brace, or a word.");
            }
            if (at + 2 < _text.Length && _text[at + 2] is '{' or '~' or '&' or '>' or '!')
            {
                throw Wrong(
                    at,
                    "Only {{field}}, {{#if field}}, {{#unless field}} and {{#each list}} are known; three braces, partials and comments are not."
                );
            }
            var end = _text.IndexOf("}}", at, StringComparison.Ordinal);
            if (end < 0)
            {
                throw Wrong(at, "This opens a field and never closes it; add }}.");
            }
            if (++tokens > MaxTokens)
            {
                throw Wrong(at, $"A template has at most {MaxTokens} fields and blocks.");
            }
            Token(_text[(at + 2)..end].Trim(), at);
            at = end + 2;
        }
        if (_open.TryPeek(out var left))
        {
            throw Wrong(left.At, $"{{{{#{left.Verb}}}}} is not closed; add {{{{/{left.Verb}}}}}.");
        }
    }

    private void Token(string token, int at)
    {
        if (token == "else")
        {
            if (!_open.TryPeek(out var block) || block.Verb == "each")
            {
                throw Wrong(at, "{{else}} belongs into {{#if}} or {{#unless}}.");
            }
        }
        else if (token.StartsWith('/'))
        {
            if (!_open.TryPop(out var block) || block.Verb != token[1..].Trim())
            {
                throw Wrong(at, $"{{{{{token}}}}} closes nothing that is open here.");
            }
        }
        else if (token.StartsWith('#'))
        {
            Open(token[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries), at);
        }
        else
        {
            MustBeKnown(token, at);
        }
    }

    private void Open(string[] parts, int at)
    {
        if (parts is not [("if" or "unless" or "each") and var verb, var field])
        {
            throw Wrong(
                at,
                "A block is {{#if field}}, {{#unless field}} or {{#each list}}, with one field."
            );
        }
        MustBeKnown(field, at);
        if (verb == "each" && (Inside() is not null || _names[field] is null))
        {
            throw Wrong(at, $"'{field}' is no list; use {{{{#if {field}}}}}.");
        }
        if (_open.Count == MaxDepth)
        {
            throw Wrong(at, $"Blocks nest at most {MaxDepth} deep.");
        }
        _open.Push((verb, verb == "each" ? field : null, at));
    }

    private void MustBeKnown(string field, int at)
    {
        var known = Inside() is { } list ? _names[list]! : [.. _names.Keys];
        if (!known.Contains(field))
        {
            throw Wrong(
                at,
                $"'{(field.Length > 40 ? field[..40] + "…" : field)}' is no field here.{Linting.DidYouMean.Sentence(field, known)} There are {string.Join(", ", known.Order(StringComparer.Ordinal))}."
            );
        }
    }

    /// <summary>The list whose entries are being written here; null outside of lists.</summary>
    private string? Inside() =>
        _open.Select(block => block.List).FirstOrDefault(l => l is not null);

    private TemplateException Wrong(int at, string problem)
    {
        var before = _text.AsSpan(0, at);
        return new TemplateException(
            _template,
            _firstLine + before.Count('\n'),
            at - before.LastIndexOf('\n'),
            problem
        );
    }
}
