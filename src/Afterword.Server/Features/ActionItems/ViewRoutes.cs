using Afterword.Core;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The address of a saved view, which stays when its filters change: it leads to the list as the view has it now.</summary>
internal static class ViewRoutes
{
    public static void MapItemViews(this IEndpointRouteBuilder app) =>
        app.MapGet("/action-items/views/{number:int}", Open).RequireDeed(Deed.Read);

    private static async Task<IResult> Open(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        int number,
        CancellationToken ct
    ) =>
        (await ItemViews.Of(db, caller, keys, ct)).FirstOrDefault(view => view.Number == number)
            is { } found
            ? Results.LocalRedirect($"~{ListAddress.List}{found.Query}")
            : Results.NotFound();
}
