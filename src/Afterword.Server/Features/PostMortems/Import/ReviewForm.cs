using Afterword.Core;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What was understood of a document, as a form beside its text, so that a person corrects it before it is stored.</summary>
public sealed record ReviewForm
{
    /// <summary>The most items and the most sections of an incident that have fields; the rest is taken as it was read.</summary>
    public const int MostRows = 60;

    /// <summary>The document as it came.</summary>
    public string? Text { get; set; }

    /// <summary>The name it came under.</summary>
    public string? Source { get; set; }

    public bool Follow { get; set; }

    /// <summary>The incidents it tells of, in its order.</summary>
    public List<Incident>? Incidents { get; set; }

    /// <summary>One incident.</summary>
    public sealed record Incident
    {
        public string? Title { get; set; }
        public string? Severity { get; set; }
        public string? Started { get; set; }
        public string? Detected { get; set; }
        public string? Mitigated { get; set; }
        public string? Resolved { get; set; }
        public string? Duration { get; set; }
        public string? Authors { get; set; }
        public List<Section>? Sections { get; set; }
        public List<Item>? Items { get; set; }
    }

    /// <summary>A section: what it is about.</summary>
    public sealed record Section
    {
        public string? Kind { get; set; }
    }

    /// <summary>An action item.</summary>
    public sealed record Item
    {
        public bool IsItem { get; set; }
        public string? Text { get; set; }
        public string? Owner { get; set; }
        public string? Due { get; set; }
        public string? Status { get; set; }
        public string? Priority { get; set; }
        public string? Ticket { get; set; }
    }

    internal static ReviewForm Of(string text, string source, bool follow, ReadResult read) =>
        new()
        {
            Text = text,
            Source = source,
            Follow = follow,
            Incidents = [.. read.Documents.Select(Of)],
        };

    internal static Incident Of(PostMortemDocument document) =>
        new()
        {
            Title = document.Title,
            Severity = document.Severity,
            Started = ImportChanges.Words(document.Started),
            Detected = ImportChanges.Words(document.Detected),
            Mitigated = ImportChanges.Words(document.Mitigated),
            Resolved = ImportChanges.Words(document.Resolved),
            Duration = document.DurationText,
            Authors = string.Join(", ", document.Authors),
            Sections =
            [
                .. document
                    .Sections.Take(MostRows)
                    .Select(s => new Section { Kind = SnakeCase.Of(s.Kind) }),
            ],
            Items = [.. document.ActionItems.Take(MostRows).Select(Of)],
        };

    private static Item Of(DocumentItem item) =>
        new()
        {
            IsItem = true,
            Text = item.Text,
            Owner = item.Owner,
            Due = DueOf(item),
            Status = SnakeCase.Of(ReadItem.Status(item)),
            Priority = item.Priority,
            Ticket = item.Ticket,
        };

    internal static string? DueOf(DocumentItem item) =>
        item.DueOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
        ?? item.DueText;
}
