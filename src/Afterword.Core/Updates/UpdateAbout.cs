namespace Afterword.Core.Updates;

/// <summary>Subject and body of an update.</summary>
/// <param name="Subject">One line, at most 200 characters.</param>
/// <param name="Body">Markdown, at most 60,000 characters.</param>
public sealed record Words(string Subject, string Body);

/// <summary>What an update is about and for whom.</summary>
/// <param name="Slot">Unique: what it is about, kind, audience and slot.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Audience">Who it is for.</param>
/// <param name="IncidentNumber">The incident, if any.</param>
/// <param name="ItemNumber">The item, if any.</param>
/// <param name="DueAt">When it is owed, UTC.</param>
/// <param name="PersonId">The one person it goes to, where the audience is one.</param>
/// <param name="TeamId">The team it goes to, where the audience is one.</param>
public sealed record UpdateAbout(
    string Slot,
    UpdateKind Kind,
    Audience Audience,
    int? IncidentNumber,
    int? ItemNumber,
    DateTimeOffset? DueAt,
    int? PersonId = null,
    int? TeamId = null
);
