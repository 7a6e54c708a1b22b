namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Writes what was learned under the four categories of our form.</summary>
internal static class LearningWriter
{
    internal static string Write(IReadOnlyList<DocumentLearning> learnings)
    {
        if (learnings.Count == 0)
            return "";
        var parts = new List<string>();
        foreach (var category in Enum.GetValues<LearningCategory>())
        {
            parts.Add($"### {category}");
            foreach (var learning in learnings.Where(l => l.Category == category))
            {
                if (learning.Observation.Length > 0)
                    parts.Add(HeadingShift.Apply(Extraction.Trim(learning.Observation)));
                parts.Add($"**Learning**: {Extraction.Trim(learning.Lesson)}".TrimEnd());
            }
        }
        return string.Join("\n\n", parts);
    }
}
