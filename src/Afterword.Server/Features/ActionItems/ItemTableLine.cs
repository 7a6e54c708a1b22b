using System.Text.Encodings.Web;
using Afterword.Core;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Pieces;
using Microsoft.AspNetCore.Components;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// A line of a table of items as one piece of markup. The renderer walks fifty lines of twenty elements each for every page
/// otherwise, which was a quarter of what the most asked page of all costs.
/// </summary>
internal static class ItemTableLine
{
    /// <summary>The line.</summary>
    /// <param name="row">What it shows.</param>
    /// <param name="keys">How keys are written here.</param>
    /// <param name="reader">Whose dates.</param>
    /// <param name="markable">With a box to mark it for a change of several.</param>
    /// <param name="ofOneIncident">Without the incident's column.</param>
    public static MarkupString Of(
        ItemRow row,
        KeyPrefixes keys,
        Reader reader,
        bool markable,
        bool ofOneIncident
    )
    {
        var key = keys.OfItem(row.Number);
        var title = HtmlEncoder.Default.Encode(row.Title);
        return (MarkupString)
            $"""
                <tr>{(markable ? Mark(key) : "")}<td class="tight">{Leaves.Key(
                    $"/action-items/{key}",
                    key,
                    row.Title
                )}</td>
                <td class="wide cut"><a class="row-title" href="/action-items/{key}" title="{title}">{title}</a></td>
                <td class="tight">{Owner(row.Owner, row.OwnerText)}</td>
                <td class="tight">{Leaves.Due(row.DueOn, row.DueText, !row.IsOpen, reader)}</td>
                <td class="tight">{Leaves.Of(row.Priority)}</td>
                <td class="tight">{Leaves.Status(row.Status.ToString(), bare: true)}</td>{(
                    ofOneIncident ? "" : Incident(row, keys)
                )}
                <td class="tight" data-label="Last sign of life">{Leaves.Ago(
                    row.LastActivityAt,
                    reader
                )}</td></tr>
                """;
    }

    /// <summary>Who owns an item: a person, a team, the words a document had, or nobody yet.</summary>
    public static MarkupString Owner(ItemOwner? owner, string? text) =>
        owner switch
        {
            { IsTeam: true } team => Leaves.Team(team.Name, team.Handle),
            { } person => Leaves.Who(person.Name, person.Handle),
            null when string.IsNullOrEmpty(text) => (MarkupString)
                "<span class=\"text-secondary\">Nobody yet</span>",
            null => (MarkupString)
                $"<span class=\"text-secondary\" title=\"The document's words; nobody we know yet\">“{HtmlEncoder.Default.Encode(text)}”</span>",
        };

    private static string Mark(string key) =>
        $"<td class=\"pick\"><label><input class=\"form-check-input\" type=\"checkbox\" name=\"item\" value=\"{key}\"><span class=\"visually-hidden\">Mark {key}</span></label></td>";

    private static string Incident(ItemRow row, KeyPrefixes keys)
    {
        var key = keys.OfIncident(row.Incident);
        return $"<td class=\"tight\">{Leaves.Key($"/incidents/{key}", key, row.IncidentTitle)}</td>";
    }
}
