using System.Globalization;
using Afterword.Core.Events;

namespace Afterword.Core.Incidents;

/// <summary>The lists of an incident as its history words them, and read back from those words.</summary>
public static class IncidentLists
{
    private const string By = " by ";
    private const string Reached = "reached ";

    /// <summary><c>3 communications</c>: the person's number and what they did.</summary>
    public static string Words(InvolvedPerson person) =>
        Changes.Part($"{person.PersonId} {person.Role}");

    /// <summary><c>The dashboard https://…</c>.</summary>
    public static string Words(Link link) => Changes.Part($"{link.Title} {link.Url}".Trim());

    /// <summary><c>All clients upgraded by 2026-12-01T12:00:00Z, reached 2026-11-30T09:10:00Z</c>.</summary>
    public static string Words(Milestone milestone) =>
        Changes.Part(milestone.Name)
        + By
        + Changes.Words(milestone.TargetAt)
        + (milestone.ReachedAt is { } at ? $", {Reached}{Changes.Words(at)}" : "");

    /// <summary>People read back; null for words that are none.</summary>
    public static IReadOnlyList<InvolvedPerson>? People(string? words) =>
        All(
            words,
            Words,
            part =>
                part.Split(' ', 2) is [var number, var role]
                && int.TryParse(number, CultureInfo.InvariantCulture, out var person)
                    ? new InvolvedPerson(person, role)
                    : null
        );

    /// <summary>Links read back; null for words that are none.</summary>
    public static IReadOnlyList<Link>? Links(string? words) =>
        All(
            words,
            Words,
            part =>
                part.LastIndexOf(' ') is >= 0 and var space
                    ? new Link(part[..space], part[(space + 1)..])
                    : new Link("", part)
        );

    /// <summary>Milestones read back, to the second; null for words that are none.</summary>
    public static IReadOnlyList<Milestone>? Milestones(string? words)
    {
        var read = new List<Milestone>();
        foreach (var part in Changes.Parts(words))
        {
            if (
                part.LastIndexOf(By, StringComparison.Ordinal) is >= 0 and var by
                && Instant(part[(by + By.Length)..]) is { } target
            )
            {
                read.Add(new Milestone(part[..by], target, null));
            }
            else if (
                read.Count > 0
                && part.StartsWith(Reached, StringComparison.Ordinal)
                && Instant(part[Reached.Length..]) is { } at
            )
            {
                read[^1] = read[^1] with { ReachedAt = at };
            }
            else
            {
                return null;
            }
        }
        return read;
    }

    private static List<T>? All<T>(string? words, Func<T, string> again, Func<string, T?> read)
        where T : class
    {
        var all = Changes.Parts(words).Select(read).OfType<T>().ToList();
        return string.Join(", ", all.Select(again)) == (words ?? "") ? all : null;
    }

    private static DateTimeOffset? Instant(string words) =>
        DateTimeOffset.TryParseExact(
            words,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}
