using System.Globalization;
using System.Text.Json;
using Afterword.Core;

namespace Afterword.Server.Api;

/// <summary>
/// A JSON body as a merge patch (RFC 7396): a field that is absent keeps its value, null clears it. The same reader serves POST,
/// where every field starts empty. Fields nobody asked for are refused by name, so that a typing error is never swallowed.
/// </summary>
internal sealed class Patch
{
    private readonly Dictionary<string, JsonElement> _fields;
    private readonly HashSet<string> _asked = [];

    private Patch(Dictionary<string, JsonElement> fields) => _fields = fields;

    /// <summary>Reads the body.</summary>
    /// <exception cref="RuleException">It is no JSON object.</exception>
    public static async Task<Patch> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(
                request.Body,
                new JsonDocumentOptions { MaxDepth = 16 },
                ct
            );
            MustBeWhole(body.RootElement);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? new Patch(
                    body.RootElement.EnumerateObject()
                        .GroupBy(f => f.Name)
                        .ToDictionary(f => f.Key, f => f.Last().Value.Clone())
                )
                : throw new RuleException("", "The body is a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new RuleException(
                "",
                $"The body is no JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}."
            );
        }
    }

    // A lone surrogate escape is good JSON and no text: half a letter, which no database keeps and reading would fail on.
    private static void MustBeWhole(JsonElement value, string field = "")
    {
        try
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    _ = value.GetString();
                    break;
                case JsonValueKind.Array:
                    foreach (var element in value.EnumerateArray())
                    {
                        MustBeWhole(element, field);
                    }
                    break;
                case JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                    {
                        MustBeWhole(property.Value, field.Length == 0 ? property.Name : field);
                    }
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            throw new RuleException(
                field,
                "This text holds half a character (a lone surrogate); send it whole."
            );
        }
    }

    /// <summary>The same for a deed whose body may be left out: nothing is an empty object.</summary>
    /// <exception cref="RuleException">There is a body, and it is no JSON object.</exception>
    public static async Task<Patch> ReadOptional(HttpRequest request, CancellationToken ct) =>
        request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0
            ? new Patch([])
            : await Read(request, ct);

    public bool Has(string field) => _fields.ContainsKey(field);

    public string Text(string field, string current) =>
        Take(field, current, JsonValueKind.String, "text", f => f.GetString()!) ?? "";

    public int? Number(string field, int? current) =>
        Take(
            field,
            current,
            JsonValueKind.Number,
            "a whole number",
            f => f.TryGetInt32(out var n) ? n : throw Wrong(field, "a whole number")
        );

    public bool Flag(string field, bool current) =>
        !Ask(field, out var given) ? current
        : given.ValueKind is JsonValueKind.True or JsonValueKind.False ? given.GetBoolean()
        : throw Wrong(field, "true or false");

    public DateOnly? Day(string field, DateOnly? current) =>
        Take(
            field,
            current,
            JsonValueKind.String,
            "a day such as 2026-11-30",
            f =>
                DateOnly.TryParseExact(
                    f.GetString(),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? day
                    : throw Wrong(field, "a day such as 2026-11-30")
        );

    public DateTimeOffset? Instant(string field, DateTimeOffset? current) =>
        Take(
            field,
            current,
            JsonValueKind.String,
            "an instant such as 2026-11-30T14:02:00Z",
            f =>
                f.TryGetDateTimeOffset(out var at)
                    ? at.ToUniversalTime()
                    : throw Wrong(field, "an instant such as 2026-11-30T14:02:00Z")
        );

    public T? Name<T>(string field, T? current)
        where T : struct, Enum =>
        Take(
            field,
            current,
            JsonValueKind.String,
            Choices<T>(),
            f =>
                SnakeCase.TryParse<T>(f.GetString(), out var value)
                    ? value
                    : throw Wrong(field, Choices<T>())
        );

    public IReadOnlyList<string> Texts(string field, IReadOnlyList<string> current) =>
        Take(
            field,
            current,
            JsonValueKind.Array,
            "a list of texts",
            f =>
                [
                    .. f.EnumerateArray()
                        .Select(e =>
                            e.ValueKind == JsonValueKind.String
                                ? e.GetString()!
                                : throw Wrong(field, "a list of texts")
                        ),
                ]
        ) ?? [];

    /// <summary>Somebody or something by handle: a text, with or without <c>@</c>, or an object with <c>handle</c> as the API gives it.</summary>
    public string? Handle(string field, string? current) =>
        !Ask(field, out var given) ? current
        : given.ValueKind == JsonValueKind.Null ? null
        : HandleIn(given) ?? throw Wrong(field, "a handle such as \"lee\"");

    /// <summary>A list of handles, each a text or an object.</summary>
    public IReadOnlyList<string> Handles(string field, IReadOnlyList<string> current) =>
        Take(
            field,
            current,
            JsonValueKind.Array,
            "a list of handles",
            f =>
                [
                    .. f.EnumerateArray()
                        .Select(e => HandleIn(e) ?? throw Wrong(field, "a list of handles")),
                ]
        ) ?? [];

    /// <summary>Fields that a body may hold without effect: what reading gave and what follows from other fields.</summary>
    public void Ignore(IEnumerable<string> fields) => _asked.UnionWith(fields);

    /// <summary>A list of objects, each read by <c>T</c/>.</summary>
    public IReadOnlyList<T> Objects<T>(string field, IReadOnlyList<T> current) =>
        Take(
            field,
            current,
            JsonValueKind.Array,
            "a list of objects",
            f =>
            {
                try
                {
                    return f.Deserialize<List<T>>(Json.Options)!;
                }
                catch (JsonException)
                {
                    throw Wrong(field, "a list of objects in the documented form");
                }
            }
        ) ?? [];

    /// <summary>Ends the reading.</summary>
    /// <exception cref="RuleException">The body has a field nobody asked for.</exception>
    public void Done()
    {
        if (_fields.Keys.FirstOrDefault(field => !_asked.Contains(field)) is { } unknown)
        {
            throw new RuleException(
                unknown,
                $"There is no field '{unknown}' here. There are: {string.Join(", ", _asked.Order())}."
            );
        }
    }

    private static string? HandleIn(JsonElement given) =>
        given.ValueKind == JsonValueKind.String ? given.GetString()
        : given.ValueKind == JsonValueKind.Object
        && given.TryGetProperty("handle", out var handle)
        && handle.ValueKind == JsonValueKind.String
            ? handle.GetString()
        : null;

    private T? Take<T>(
        string field,
        T? current,
        JsonValueKind kind,
        string form,
        Func<JsonElement, T> read
    ) =>
        !Ask(field, out var given) ? current
        : given.ValueKind == JsonValueKind.Null ? default
        : given.ValueKind == kind ? read(given)
        : throw Wrong(field, form);

    private bool Ask(string field, out JsonElement given)
    {
        _asked.Add(field);
        return _fields.TryGetValue(field, out given);
    }

    private static RuleException Wrong(string field, string form) =>
        new(field, $"{field} is {form}.");

    private static string Choices<T>()
        where T : struct, Enum =>
        $"one of {string.Join(", ", Enum.GetValues<T>().Select(v => SnakeCase.Of(v)))}";
}
