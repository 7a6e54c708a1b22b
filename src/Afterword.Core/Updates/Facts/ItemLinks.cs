namespace Afterword.Core.Updates.Facts;

/// <summary>Where a reader answers about an item. Each leads to a form on the item's page; nothing changes by following a link.</summary>
internal static class ItemLinks
{
    /// <summary>The answer's form opens by itself.</summary>
    public static Uri? Say(ItemFact item, string answer) =>
        item.Page is null ? null : new Uri($"{item.Page.AbsoluteUri}?say={answer}");

    /// <summary>The four ways out of an item that is late: another owner, another date, less to do, more hands.</summary>
    public static (Uri? Reassign, Uri? Date, Uri? Scope, Uri? Help) WaysOut(ItemFact item) =>
        (
            Say(item, "reassign"),
            Say(item, "date"),
            item.Page is null ? null : new Uri($"{item.Page.AbsoluteUri}/edit"),
            Say(item, "blocked")
        );
}
