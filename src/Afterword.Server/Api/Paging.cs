using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Afterword.Core;

namespace Afterword.Server.Api;

/// <summary>One page of a list: no totals, because nothing counts all rows to draw one page.</summary>
/// <param name="Items">At most <c>limit</c> rows in the list's named order.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The <c>limit</c> and <c>cursor</c> of a list.</summary>
internal sealed class PageQuery
{
    public const int MostRows = 200;

    /// <summary>Rows a page, 1–200.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page begins: what the page before gave as <c>next</c>.</summary>
    public string? Cursor { get; init; }

    /// <summary>The limit in force.</summary>
    /// <exception cref="RuleException">It is out of range.</exception>
    public int Rows =>
        Limit is null ? 50
        : Limit is >= 1 and <= MostRows ? Limit.Value
        : throw new RuleException("limit", $"limit is a number from 1 to {MostRows}.");

    /// <summary>The sort values of the last row of the page before; null for the first page.</summary>
    /// <exception cref="RuleException">It is no cursor of ours.</exception>
    public T? After<T>()
        where T : class
    {
        if (string.IsNullOrEmpty(Cursor))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(Cursor), Json.Options)
                ?? throw new FormatException();
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            throw new RuleException(
                "cursor",
                "This cursor is not one this list gave; start again without it."
            );
        }
    }

    /// <summary>Cuts the rows asked for (one more than the page holds) into a page.</summary>
    /// <param name="rows">At most <see cref="Rows"/> + 1 rows.</param>
    /// <param name="sortValues">The sort values of a row, down to one that is unique.</param>
    public Page<T> Cut<T, TKey>(IReadOnlyList<T> rows, Func<T, TKey> sortValues) =>
        rows.Count <= Rows
            ? new Page<T>(rows, null)
            : new Page<T>([.. rows.Take(Rows)], Encode(sortValues(rows[Rows - 1])));

    private static string Encode<TKey>(TKey key) =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(key, Json.Options))
        );
}

internal static class PageResults
{
    /// <summary>Answers a page, with the address of the next one in <c>Link</c>.</summary>
    public static IResult Answer<T>(HttpContext http, Page<T> page)
    {
        if (page.Next is { } next)
        {
            var query = QueryString.Create(
                http.Request.Query.Where(q => q.Key != "cursor")
                    .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
                    .Append(new("cursor", next))
            );
            http.Response.Headers.Link = $"<{http.Request.Path}{query}>; rel=\"next\"";
        }
        return Results.Json(page, Json.Options);
    }
}
