using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.Templates;

/// <summary>A template file: for which kind and audience, how long, subject and body.</summary>
public sealed class Template
{
    /// <summary>The most characters a template may have; the longest shipped one has fewer than 1,500.</summary>
    public const int MostCharacters = 64 * 1024;

    private static readonly (string Value, int Line) NotThere = ("", 1);
    private static readonly string[] HeadNames = ["kind", "audience", "words", "subject"];

    private readonly Lazy<Compiled> _subject;
    private readonly Lazy<Compiled> _body;

    private Template(
        string name,
        Dictionary<string, (string Value, int Line)> head,
        string body,
        int bodyLine
    )
    {
        Name = name;
        Kind = Value<UpdateKind>(name, head, "kind");
        Audience = Value<Audience>(name, head, "audience");
        (Budget, ListsAreFree) = Words(name, head.GetValueOrDefault("words", NotThere));
        Subject = head.GetValueOrDefault("subject", NotThere).Value is { Length: > 0 } subject
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
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
        {
            throw new TemplateException(
                name,
                1,
                1,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This template has {text.Length:N0} characters; {MostCharacters:N0} are the most. Shorten it."
                )
            );
        }
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
        var head = Head(name, lines[1..end]);
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

    private static Dictionary<string, (string Value, int Line)> Head(string name, string[] lines)
    {
        var head = new Dictionary<string, (string Value, int Line)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Split(':', 2) is not [var key, var value])
            {
                continue;
            }
            if (!HeadNames.Contains(key.Trim()))
            {
                throw new TemplateException(
                    name,
                    i + 2,
                    1,
                    $"'{Clip(key.Trim())}' is no line of a head.{Linting.DidYouMean.Sentence(key.Trim(), HeadNames)} A head has {string.Join(", ", HeadNames)}."
                );
            }
            if (!head.TryAdd(key.Trim(), (value.Trim(), i + 2)))
            {
                throw new TemplateException(
                    name,
                    i + 2,
                    1,
                    $"'{key.Trim()}' stands twice in the head; keep one."
                );
            }
        }
        return head;
    }

    private static string Clip(string text) => text.Length > 40 ? text[..40] + "…" : text;

    /// <summary>How many words of a message count against the budget.</summary>
    public int Count(string body) => ListsAreFree ? WordCount.OfProse(body) : WordCount.Of(body);

    /// <summary>Whether a message keeps to the budget.</summary>
    public bool Fits(string body) => Budget is not { } most || Count(body) <= most;

    private static (int? Budget, bool ListsAreFree) Words(
        string name,
        (string Value, int Line) given
    )
    {
        var (text, line) = given;
        var number = text.Split('+')[0].Trim();
        return text == "any" ? (null, false)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var words)
            && text[number.Length..].Trim() is "" or "+ list"
                ? (words, text.Length > number.Length)
            : throw new TemplateException(
                name,
                line,
                1,
                "The head needs 'words: 120', the most words there may be; '120 + list' where lists do not count, 'any' where there is no limit."
            );
    }

    private static T Value<T>(
        string template,
        Dictionary<string, (string Value, int Line)> head,
        string name
    )
        where T : struct, Enum =>
        SnakeCase.TryParse<T>(head.GetValueOrDefault(name, NotThere).Value, out var value)
            ? value
            : throw new TemplateException(
                template,
                head.GetValueOrDefault(name, NotThere).Line,
                1,
                $"The head needs '{name}:' with one of {string.Join(", ", Kebabs<T>())}.{Linting.DidYouMean.Sentence(head.GetValueOrDefault(name, NotThere).Value, Kebabs<T>())}"
            );

    private static IEnumerable<string> Kebabs<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => SnakeCase.Of(v).Replace('_', '-'));
}
