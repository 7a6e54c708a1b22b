using Afterword.Core.Updates;

namespace Afterword.Server.Features.Updates;

/// <summary>What the words' form holds, as typed.</summary>
public sealed record UpdateForm
{
    public string? Subject { get; set; }
    public string? Body { get; set; }

    /// <summary>The version the editor saw.</summary>
    public int Version { get; set; }

    internal static UpdateForm Of(Update update) =>
        new()
        {
            Subject = update.Subject,
            Body = update.Body,
            Version = update.Version,
        };
}

/// <summary>The version somebody looked at before pressing a button.</summary>
public sealed record VersionForm
{
    public int Version { get; set; }
}

/// <summary>Why a message is not needed.</summary>
public sealed record DiscardForm
{
    public string? Reason { get; set; }
    public int Version { get; set; }
}
