using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>The action items of a document that is imported: new ones are added, known ones take what the document changed.</summary>
internal sealed class ImportItems(AfterwordDb db, ImportRequest request, CancellationToken ct)
{
    private KeyPrefixes Keys => db.Keys;

    private string SourceWords => request.Source.Length > 0 ? request.Source : "The document";

    public async Task<int> Add(int incident, DocumentItem item, Known known)
    {
        var number = await db.NextItem(ct);
        var added = ActionItem.Add(number, incident, ReadItem.Details(item, known), request.By);
        added.TakeImportedStatus(ReadItem.Status(item), doneAt: null);
        db.ActionItems.Add(added);
        return number;
    }

    public async Task<List<int>> Update(
        PostMortemDocument document,
        ImportSource source,
        Known known,
        ThreeWay way
    )
    {
        // Our own keys are the surest sign, also for lines that were written without one.
        DocumentItem[] was =
        [
            .. source.Document.ActionItems.Select(
                (item, i) =>
                    item with
                    {
                        Key =
                            item.Key
                            ?? (
                                source.ItemNumbers[i] > 0
                                    ? Keys.OfItem(source.ItemNumbers[i])
                                    : null
                            ),
                    }
            ),
        ];
        var matches = ItemMatching.Match(was, document.ActionItems);
        var numbers = new List<int>();
        for (var i = 0; i < matches.Count; i++)
        {
            if (matches[i] is not { } place)
            {
                way.Note("A new action item", null, ImportChanges.Words(document.ActionItems[i]));
                numbers.Add(await Add(source.IncidentNumber, document.ActionItems[i], known));
                continue;
            }
            numbers.Add(
                await One(
                    source.ItemNumbers[place],
                    source.Document.ActionItems[place],
                    document.ActionItems[i],
                    known,
                    way
                )
            );
        }
        foreach (
            var place in Enumerable
                .Range(0, was.Length)
                .Except(matches.OfType<int>())
                .Where(place => source.ItemNumbers[place] > 0)
        )
        {
            way.Say(
                $"{Keys.OfItem(source.ItemNumbers[place])} “{was[place].Text}” is no longer in the document; it stays here. Cancel it if it is not needed any more."
            );
        }
        return numbers;
    }

    private async Task<int> One(
        int number,
        DocumentItem was,
        DocumentItem now,
        Known known,
        ThreeWay way
    )
    {
        if (number == 0)
        {
            return 0; // somebody said that it is none
        }
        var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == number, ct);
        ItemMerge.Change(item, was, now, known, Keys.OfItem(number), SourceWords, way, request.By);
        return number;
    }
}
