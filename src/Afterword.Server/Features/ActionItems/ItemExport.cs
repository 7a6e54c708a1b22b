using System.Globalization;
using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Security;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The filtered list as a file: CSV or an Excel workbook. Rows are read a page at a time and leave as they are read, however many there are.</summary>
internal static class ItemExport
{
    private const int RowsAtOnce = PageQuery.MostRows;

    public static void MapItemExport(this IEndpointRouteBuilder app)
    {
        app.MapGet("/export.csv", Csv).RequireDeed(Deed.Read);
        app.MapGet("/export.xlsx", Xlsx).RequireDeed(Deed.Read);
    }

    /// <summary>The columns, as the first line names them.</summary>
    private static readonly (string Name, Func<ItemJson, object?> Value)[] Columns =
    [
        ("Key", i => i.Key),
        ("Title", i => i.Title),
        ("Owner", i => i.Owner is { } owner ? $"{owner.Name} (@{owner.Handle})" : i.OwnerText),
        ("Priority", i => i.Priority?.ToString()),
        ("Status", i => Core.ActionItems.StatusWords.Of(i.Status)),
        ("Due", i => i.DueOn is { } due ? due : i.DueText),
        ("First due", i => i.OriginalDueOn),
        ("Moved later", i => i.Slips),
        ("Category", i => i.Category?.ToString()),
        ("Incident", i => i.Incident),
        ("Ticket", i => i.Ticket),
        ("Tags", i => string.Join(", ", i.Tags)),
        ("Reason", i => i.StatusReason),
        ("Evidence", i => i.Evidence),
        ("Written down (UTC)", i => i.CreatedAt),
        ("Closed (UTC)", i => i.DoneAt),
        ("Last sign of life (UTC)", i => i.LastActivityAt),
    ];

    private static async Task Csv([AsParameters] ItemRequest asked)
    {
        if (await Pages(asked) is not { } pages)
        {
            return;
        }
        Head(asked.Http, "text/csv; charset=utf-8", "csv", asked);
        var file = new CsvFile(asked.Http.Response.Body);
        await file.Row([.. Columns.Select(c => c.Name)], asked.Ct);
        await foreach (var item in pages)
        {
            await file.Row([.. Columns.Select(c => Words(c.Value(item)))], asked.Ct);
        }
        await file.End(asked.Ct);
    }

    private static async Task Xlsx([AsParameters] ItemRequest asked)
    {
        if (await Pages(asked) is not { } pages)
        {
            return;
        }
        Head(
            asked.Http,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            asked
        );
        await using var file = await XlsxFile.Begin(
            asked.Http.Response.BodyWriter.AsStream(),
            "Action items",
            [.. Columns.Select(c => c.Name)],
            asked.Ct
        );
        await foreach (var item in pages)
        {
            await file.Row([.. Columns.Select(c => c.Value(item))], asked.Ct);
        }
    }

    /// <summary>Reads the first page before anything is sent; null where the filter means nothing: then the list says why.</summary>
    private static async Task<IAsyncEnumerable<ItemJson>?> Pages(ItemRequest asked)
    {
        var request = asked.Http.Request;
        var isApi = request.Path.StartsWithSegments("/api");
        try
        {
            var (filter, sort) = await asked.Filter();
            // As the list beside it shows: what is left to do, unless somebody asks for more.
            if (!isApi && request.Query["status"].Count == 0)
            {
                filter = filter with { Closed = false };
            }
            return All(asked, filter, sort, await Page(asked, filter, sort, null));
        }
        catch (RuleException) when (!isApi)
        {
            asked.Http.Response.Redirect($"{ListAddress.List}{request.QueryString}");
            return null;
        }
    }

    private static async IAsyncEnumerable<ItemJson> All(
        ItemRequest asked,
        ItemFilter filter,
        ItemSort sort,
        Page<ItemJson> page
    )
    {
        while (true)
        {
            foreach (var item in page.Items)
            {
                yield return item;
            }
            if (page.Next is null)
            {
                yield break;
            }
            page = await Page(asked, filter, sort, page.Next);
        }
    }

    private static Task<Page<ItemJson>> Page(
        ItemRequest asked,
        ItemFilter filter,
        ItemSort sort,
        string? cursor
    ) =>
        ActionItemQueries.Items(
            asked.Db,
            asked.Keys,
            filter,
            sort,
            new PageQuery { Cursor = cursor, Limit = RowsAtOnce },
            asked.Caller.Viewer,
            asked.Ct
        );

    private static void Head(HttpContext http, string type, string ending, ItemRequest asked)
    {
        var day = asked
            .Caller.By()
            .At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition =
            $"attachment; filename=\"action-items-{day}.{ending}\"";
        http.Response.Headers.CacheControl = "no-store";
    }

    private static string Words(object? value) =>
        value switch
        {
            DateTimeOffset at => at.UtcDateTime.ToString(
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            _ => Core.Events.Changes.Words(value) ?? "",
        };
}
