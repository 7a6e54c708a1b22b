namespace Afterword.Server.Features.ActionItems;

/// <summary>What the small forms on an item's page hold, as typed.</summary>
public sealed record DeedForm
{
    public string? Reason { get; set; }
    public string? Owner { get; set; }

    /// <summary>The new date; of a range the later day.</summary>
    public string? DueOn { get; set; }
    public string? DueFrom { get; set; }
    public string? Options { get; set; }
    public string? Recommendation { get; set; }

    /// <summary>What was done, and its evidence.</summary>
    public string? Evidence { get; set; }
    public string? Change { get; set; }
    public string? LiveAt { get; set; }
    public string? Monitoring { get; set; }

    /// <summary>The five answers of somebody who is blocked.</summary>
    public string? Impact { get; set; }
    public string? Urgency { get; set; }
    public string? Goal { get; set; }
    public string? Getting { get; set; }
    public string? Tried { get; set; }
    public string? Need { get; set; }
    public string? Helper { get; set; }

    /// <summary>What reviewers need.</summary>
    public string? PullRequest { get; set; }
    public string? Summary { get; set; }
    public string? Changes { get; set; }
    public string? Testing { get; set; }
    public string? Focus { get; set; }
    public string? Reviewers { get; set; }

    /// <summary>Until when reminders are held back.</summary>
    public string? Until { get; set; }

    /// <summary>Whether a message to those concerned is drafted with the deed.</summary>
    public bool Tell { get; set; }
}
