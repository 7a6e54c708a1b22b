using System.Globalization;

namespace Afterword.Core.PostMortems;

/// <summary>How long the parts of a post-mortem may be when people write them; an imported document has the reader's own limit.</summary>
public static class PostMortemLimits
{
    /// <summary>The longest text of one section, in characters.</summary>
    public const int Section = 100_000;

    /// <summary>The longest text of a row: a moment, an observation, a learning.</summary>
    public const int Row = 10_000;

    /// <summary>The longest line: the impact, all authors, a heading.</summary>
    public const int OneLine = 2_000;

    /// <summary>The most rows of one kind.</summary>
    public const int Rows = 1_500;

    /// <summary>What is wrong with the length of a text; null when nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The limit.</param>
    public static string? Wrong(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most
            ? null
            : string.Create(
                CultureInfo.GetCultureInfo("en-US"),
                $"This has {text.Length:N0} characters; {most:N0} are the most. Link to the long part instead, or put it into sections of its own."
            );
    }

    /// <summary>Checks what is new in a content: what an imported document had is no fault of whoever edits something else.</summary>
    /// <param name="content">The content.</param>
    /// <param name="before">What stood there.</param>
    /// <exception cref="RuleException">A part is too long; its field is the one the API gives it.</exception>
    public static void Check(PostMortemContent content, PostMortemContent before)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(before);
        if (content.Impact != before.Impact)
            Check("impact", content.Impact, OneLine);
        if (!content.Authors.SequenceEqual(before.Authors))
            Check("authors", string.Join(", ", content.Authors), OneLine);
        foreach (var section in content.Sections.Except(before.Sections))
        {
            Check(SectionList.NameOf(section.Kind) ?? section.Heading, section.Markdown, Section);
            Check("otherSections", section.Heading, OneLine);
        }
        foreach (var entry in content.Timeline.Except(before.Timeline))
            Check("timeline", entry.Text, Row);
        foreach (var learning in content.Learnings.Except(before.Learnings))
        {
            Check("learnings", learning.Observation, Row);
            Check("learnings", learning.Lesson, Row);
        }
    }

    private static void Check(string field, string text, int most)
    {
        if (Wrong(text, most) is { } wrong)
            throw new RuleException(field, wrong);
    }
}
