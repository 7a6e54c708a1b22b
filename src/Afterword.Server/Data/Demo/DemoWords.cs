using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Data.Demo;

/// <summary>Short forms in which the stories are written.</summary>
internal static class DemoWords
{
    public static DocumentSection Section(SectionKind kind, string markdown) =>
        new(kind, PostMortemExport.HeadingOf(kind) ?? kind.ToString(), markdown);

    public static DocumentSection Section(string heading, string markdown) =>
        new(SectionKind.Other, heading, markdown);

    public static DocumentTimelineEntry Moment(DateTimeOffset at, string text) =>
        new(at, null, "", text);

    public static DocumentLearning Learned(
        LearningCategory category,
        string observation,
        string lesson
    ) => new(category, observation, lesson);

    /// <summary>Owner, due day, priority and question of an item in a line.</summary>
    public static Func<ActionItemDetails, ActionItemDetails> For(
        DemoScript script,
        string owner,
        int dueInDays,
        Priority priority,
        LearningCategory category,
        string acceptance = ""
    ) =>
        details =>
            details with
            {
                OwnerId = script.People[owner],
                DueOn = script.Day(dueInDays),
                Priority = priority,
                Category = category,
                Acceptance = acceptance,
            };
}
