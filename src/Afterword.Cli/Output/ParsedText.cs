using System.Text;
using Afterword.Core.PostMortems;

namespace Afterword.Cli.Output;

/// <summary>What was understood of a document, for people.</summary>
internal static class ParsedText
{
    internal static string Of(string file, ReadResult result)
    {
        var text = new StringBuilder(file);
        foreach (var document in result.Documents)
        {
            text.AppendLine().Append("  ").Append(document.Title ?? "(no title)");
            if (document.Date is { } date)
                text.Append(" · ")
                    .Append(
                        date.ToString(
                            "yyyy-MM-dd",
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                    );
            text.AppendLine().Append("  sections: ").AppendJoin(", ", SectionList.Of(document));
            text.AppendLine()
                .Append("  timeline: ")
                .Append(document.Timeline.Count)
                .Append(" entries");
            foreach (var item in document.ActionItems)
            {
                text.AppendLine()
                    .Append("  item, line ")
                    .Append(item.Line)
                    .Append(": ")
                    .Append(item.Text);
                if (item.Owner is not null)
                    text.Append(" · ").Append(item.Owner);
            }
        }
        foreach (var line in result.Report)
            text.AppendLine().Append("  line ").Append(line.Line).Append(": ").Append(line.Message);
        return text.ToString();
    }
}
