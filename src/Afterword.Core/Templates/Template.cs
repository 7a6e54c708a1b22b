using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.Templates;

/// <summary>A template file: for which kind and audience, how long, subject and body.</summary>
public sealed class Template
{
    private readonly Lazy<Compiled> _subject;
    private readonly Lazy<Compiled> _body;

    private Template(string name, Dictionary<string, string> head, string body, int bodyLine)
    {
        Name = name;
        Kind = Value<UpdateKind>(name, head, "kind");
        Audience = Value<Audience>(name, head, "audience");
        (Budget, ListsAreFree) = Words(name, head.GetValueOrDefault("words") ?? "");
        Subject = head.GetValueOrDefault("subject") is { Length: > 0 } subject
            ? subject
            : throw new TemplateException(name, 1, 1, "The head needs 'subject: …'.");
        (Body, BodyLine) = (body, bodyLine);
        _subject = new(() => new Compiled(Subject));
        _body = new(() => new Compiled(Body));
    }

    /// <summary>The file's name without its ending: <c>initial-summary.leadership</c>.</summary>
    public string Name { get; }

    /// <summary>For which kind of update.</summary>
    public UpdateKind Kind { get; }

    /// <summary>For whom.</summary>
    public Audience Audience { get; }

    /// <summary>The most words a message may have; null where a person says as much as there is to say.</summary>
    public int? Budget { get; }

    /// <summary>True where lists and tables stand beside the budget.</summary>
    public bool ListsAreFree { get; }

    /// <summary>The subject's line.</summary>
    public string Subject { get; }

    /// <summary>The body, Markdown.</summary>
    public string Body { get; }

    /// <summary>The 1-based line of the file at which the body begins.</summary>
    internal int BodyLine { get; }

    /// <summary>The 1-based line of the file at which the subject stands.</summary>
    internal int SubjectLine { get; private init; }

    internal Compiled CompiledSubject => _subject.Value;

    internal Compiled CompiledBody => _body.Value;

    /// <summary>Reads a template file: a head of <c>name: value</c> lines between two <c>---</c>, then the body.</summary>
    /// <exception cref="TemplateException">The head is not as it must be.</exception>
    public static Template Parse(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, "---", 1);
        if (lines[0] != "---" || end < 0)
        {
            throw new TemplateException(
                name,
                1,
                1,
                "A template begins with a head between two lines of '---'."
            );
        }
        var head = lines[1..end]
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        return new Template(
            name,
            head,
            string.Join('\n', lines[(end + 1)..]).Trim('\n') + "\n",
            end + 2 + lines[(end + 1)..].TakeWhile(line => line.Length == 0).Count()
        )
        {
            SubjectLine =
                Array.FindIndex(
                    lines,
                    line => line.StartsWith("subject:", StringComparison.Ordinal)
                ) + 1,
        };
    }

    /// <summary>How many words of a message count against the budget.</summary>
    public int Count(string body) => ListsAreFree ? WordCount.OfProse(body) : WordCount.Of(body);

    /// <summary>Whether a message keeps to the budget.</summary>
    public bool Fits(string body) => Budget is not { } most || Count(body) <= most;

    private static (int? Budget, bool ListsAreFree) Words(string name, string text)
    {
        var number = text.Split('+')[0].Trim();
        return text == "any" ? (null, false)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var words)
            && text[number.Length..].Trim() is "" or "+ list"
                ? (words, text.Length > number.Length)
            : throw new TemplateException(
                name,
                1,
                1,
                "The head needs 'words: 120', the most words there may be; '120 + list' where lists do not count, 'any' where there is no limit."
            );
    }

    private static T Value<T>(string template, Dictionary<string, string> head, string name)
        where T : struct, Enum =>
        SnakeCase.TryParse<T>(head.GetValueOrDefault(name), out var value)
            ? value
            : throw new TemplateException(
                template,
                1,
                1,
                $"The head needs '{name}:' with one of {string.Join(", ", Enum.GetValues<T>().Select(v => SnakeCase.Of(v).Replace('_', '-')))}."
            );
}
