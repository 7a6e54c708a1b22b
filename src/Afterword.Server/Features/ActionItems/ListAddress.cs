namespace Afterword.Server.Features.ActionItems;

/// <summary>The list's address: what it filters by, and the same with something changed. A page of the list is its address, so it can be shared.</summary>
public sealed class ListAddress(IQueryCollection query)
{
    private const string Path = "/action-items";

    private static readonly string[] Filters =
    [
        "q",
        "owner",
        "team",
        "status",
        "priority",
        "category",
        "incident",
        "tag",
        "overdue",
        "stalled",
    ];

    /// <summary>What a filter is set to; null when it is not.</summary>
    public string? Of(string word) =>
        query[word].ToString().Trim() is { Length: > 0 } text ? text : null;

    public bool HasCursor => Of("cursor") is not null;

    /// <summary>Whether anything but the tab and the order narrows the list.</summary>
    public bool IsFiltered =>
        Filters.Any(word => word is not ("owner" or "team") && Of(word) is not null)
        || IsOfSomebodyElse;

    public bool IsMine => Of("owner") == "me";

    public bool IsMyTeams => Of("team") == "mine";

    private bool IsOfSomebodyElse =>
        Of("owner") is { } owner && owner != "me" || Of("team") is { } team && team != "mine";

    /// <summary>The filters in force, as a line of words, each with the address without it.</summary>
    public IEnumerable<(string Words, string Without)> Chips =>
        from word in Filters
        let value = Of(word)
        where value is not null && !(word == "owner" && IsMine) && !(word == "team" && IsMyTeams)
        select (Words(word, value), With((word, null)));

    /// <summary>The order in words.</summary>
    public string SortWords =>
        Of("sort") switch
        {
            "priority" => "by priority",
            "activity" => "longest silence first",
            "newest" => "newest first",
            "due" => "by due date",
            _ when IsStalled => "longest silence first",
            _ => "overdue first",
        };

    /// <summary>The order when none is asked for: what is late comes first, and among the stalled the one that is silent longest.</summary>
    internal ItemSort UsualSort => IsStalled ? ItemSort.Activity : ItemSort.Urgency;

    private bool IsStalled => Of("stalled") is not null;

    /// <summary>The address with some filters set anew (null: without); from the first page on.</summary>
    public string With(params (string Word, string? Value)[] changes)
    {
        var kept = Filters
            .Append("sort")
            .Where(word => changes.All(c => c.Word != word))
            .Select(word => (Word: word, Value: Of(word)));
        return Path
            + QueryString.Create(
                kept.Concat(changes)
                    .Where(pair => pair.Value is not null)
                    .Select(pair => KeyValuePair.Create(pair.Word, pair.Value))
            );
    }

    private static string Words(string word, string value) =>
        word switch
        {
            "q" => $"“{value}”",
            "owner" when value is "none" => "nobody’s",
            "owner" => $"of @{value.TrimStart('@')}",
            "team" => $"of team @{value.TrimStart('@')}",
            "overdue" => "overdue",
            "stalled" => "stalled",
            "tag" => $"#{value.TrimStart('#')}",
            "status" => value.Replace('_', ' '),
            "priority" => value.ToUpperInvariant(),
            _ => value,
        };
}
