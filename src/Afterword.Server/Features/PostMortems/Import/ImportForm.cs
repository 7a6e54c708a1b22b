namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What the upload page's form holds besides the files themselves.</summary>
public sealed record ImportForm
{
    /// <summary>The most files in one upload.</summary>
    public const int MostFiles = 200;

    /// <summary>The name of the files' field; they are read from the request.</summary>
    public const string Files = nameof(Files);

    public bool Follow { get; set; }
    public bool DryRun { get; set; }

    /// <summary>Set by the button that shows what was understood before anything is stored.</summary>
    public string? Review { get; set; }
}

/// <summary>What became of one uploaded file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Incidents">The incidents it told of.</param>
/// <param name="Wrong">Why nothing of it was imported; null when it was.</param>
public sealed record ImportedFile(
    string Name,
    IReadOnlyList<ImportedIncident> Incidents,
    string? Wrong
);
