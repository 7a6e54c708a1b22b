namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Names of single values: date, duration, severity, authors …</summary>
internal static class Fields
{
    /// <summary>The canonical field a label names, or null.</summary>
    internal static string? Of(string label)
    {
        if (label.Length > 60)
            return null;
        var name = SectionNames.Normalize(label);
        return Vocabulary.Shared.Fields.GetValueOrDefault(name);
    }

    /// <summary>Whether a name that also heads sections is a plain value when words stand on its line ("Severity: high").</summary>
    internal static bool IsOnlyField(string label) =>
        Of(label) is "severity" or "status" or "services" or "date";
}
