namespace Afterword.Server.Features.ActionItems;

/// <summary>What the form for changing several items holds, as typed. What is empty stays as it is.</summary>
public sealed record BulkForm
{
    /// <summary>The items with the version each had when it was looked at: <c>OUT-1.4,OUT-2.1</c>.</summary>
    public string? Items { get; set; }

    public string? Owner { get; set; }
    public string? Priority { get; set; }
    public string? DueOn { get; set; }
    public string? Status { get; set; }
    public string? AddTag { get; set; }
    public string? RemoveTag { get; set; }

    /// <summary>Why: needed for a new date and for cancelling; kept in the history of each.</summary>
    public string? Reason { get; set; }

    /// <summary>Set by the second button: the summary was read and the change is wanted.</summary>
    public bool Sure { get; set; }

    /// <summary>What the summary was of: fields that were typed over since are summed up again first.</summary>
    public string? Seen { get; set; }

    public string Signature =>
        string.Join('|', Owner, Priority, DueOn, Status, AddTag, RemoveTag, Reason);

    public bool IsEmpty =>
        new[] { Owner, Priority, DueOn, Status, AddTag, RemoveTag }.All(string.IsNullOrWhiteSpace);
}
