using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Labels over a list that are people and nothing else: "**Jamie**", "**GE/RK**". The items below are theirs.</summary>
internal static partial class PersonLabels
{
    private static readonly Lazy<(HashSet<string> Names, HashSet<string> NoInitials)> Known = new(
        () =>
        {
            var lists = WordFile.Load("Afterword.Core.PostMortems.Markdown.Names.yml");
            return ([.. lists["given_names"]], [.. lists["acronyms"]]);
        }
    );

    /// <summary>The people as they are written; null where the label may mean anything else.</summary>
    /// <param name="line">A line that is to be nothing but a bold label.</param>
    internal static string? Read(string line)
    {
        if (Labels.Bold(line) is not { Rest.Length: 0, Name: { Length: < 60 } label })
            return null;
        var people = Between().Split(label);
        return people.Length < 5 && people.All(IsPerson) ? label : null;
    }

    private static bool IsPerson(string name) =>
        Initials().IsMatch(name) && !Known.Value.NoInitials.Contains(name.ToLowerInvariant())
        || FullName().IsMatch(name)
            && Known.Value.Names.Contains(name.Split(' ')[0].ToLowerInvariant());

    [GeneratedRegex(@"\s*[/,&+]\s*|\s+and\s+")]
    private static partial Regex Between();

    [GeneratedRegex(@"^[A-Z]{2}$")]
    private static partial Regex Initials();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}+(?:\s\p{Lu}[\p{L}'’-]*\.?){0,2}$")]
    private static partial Regex FullName();
}
