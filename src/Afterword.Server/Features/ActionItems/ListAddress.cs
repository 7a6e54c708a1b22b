using Afterword.Core;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The list's address: what it filters by, and the same with something changed. A page of the list is its address, so it can be shared.</summary>
/// <param name="query">What stands behind the question mark.</param>
/// <param name="path">The page: the list, or the board.</param>
public sealed class ListAddress(IQueryCollection query, string path = ListAddress.List)
{
    public const string List = "/action-items";
    public const string Board = "/action-items/board";

    public string Path => path;

    public bool IsBoard => path == Board;

    /// <summary>What a filter is set to; null when it is not.</summary>
    public string? Of(string word) =>
        query[word].ToString().Trim() is { Length: > 0 } text ? text : null;

    public bool HasCursor => Of("cursor") is not null;

    /// <summary>Whether anything but the tab and the order narrows the list.</summary>
    public bool IsFiltered =>
        FilterLine.Names.Any(word =>
            word is not ("owner" or "team" or "sort") && Of(word) is not null
        ) || IsOfSomebodyElse;

    public bool IsMine => Of("owner") == "me";

    public bool IsMyTeams => Of("team") == "mine";

    private bool IsOfSomebodyElse =>
        Of("owner") is { } owner && owner != "me" || Of("team") is { } team && team != "mine";

    /// <summary>Whether this filter is what a tab stands for: whose items.</summary>
    public bool IsTab(string word) => word == "owner" && IsMine || word == "team" && IsMyTeams;

    /// <summary>The tab in force, for a form that keeps it.</summary>
    public IEnumerable<(string Word, string Value)> Tab =>
        IsMine ? [("owner", "me")]
        : IsMyTeams ? [("team", "mine")]
        : [];

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
    public string With(params (string Word, string? Value)[] changes) => On(path, changes);

    /// <summary>The same filters on another page.</summary>
    public string On(string page, params (string Word, string? Value)[] changes)
    {
        var kept = FilterLine
            .Names.Where(word => changes.All(c => c.Word != word))
            .Select(word => (Word: word, Value: Of(word)));
        return page
            + QueryString.Create(
                kept.Concat(changes)
                    .Where(pair => pair.Value is not null)
                    .Select(pair => KeyValuePair.Create(pair.Word, pair.Value))
            );
    }

    /// <summary>The address of a line of words, within the tab that is in force.</summary>
    /// <exception cref="RuleException">The line has a word that means nothing here.</exception>
    internal string OfLine(string line, KeyPrefixes keys)
    {
        var filters = FilterLine.Read(line, keys);
        return path
            + QueryString.Create(
                Tab.Where(tab => !filters.ContainsKey(tab.Word))
                    .Select(tab => KeyValuePair.Create(tab.Word, (string?)tab.Value))
                    .Concat(
                        FilterLine
                            .Names.Where(filters.ContainsKey)
                            .Select(name => KeyValuePair.Create(name, (string?)filters[name]))
                    )
            );
    }
}
