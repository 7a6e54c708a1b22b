using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Afterword.Server.Data;

/// <summary>The statements that keep items and events, made once of EF's model.</summary>
internal sealed class PlainRows
{
    private readonly RowMap _events;
    private readonly string[] _itemNames;
    private readonly string[] _eventNames;

    public PlainRows(IModel model)
    {
        (Items, _events) = (RowMap.Of<ActionItem>(model), RowMap.Of<Event>(model));
        _itemNames = [.. Items.Columns.Select(c => $"@{c}")];
        _eventNames = [.. _events.Columns.Select(c => $"@{c}")];
        ItemColumns = string.Join(", ", Items.Columns.Select(c => $"a.{c}"));
        InsertItem =
            $"INSERT INTO action_items ({string.Join(", ", Items.Columns)}) VALUES ({string.Join(", ", _itemNames)})";
        InsertEvent =
            $"INSERT INTO events ({string.Join(", ", _events.Columns)}) VALUES ({string.Join(", ", _eventNames)}) RETURNING id";
    }

    public RowMap Items { get; }

    /// <summary>An item's columns, of the alias <c>a</c>.</summary>
    public string ItemColumns { get; }

    public string InsertItem { get; }

    public string InsertEvent { get; }

    public (string Name, object? Value)[] ItemParameters(ActionItem item) =>
        [.. _itemNames.Zip(Items.Values(item))];

    public (string Name, object? Value)[] EventParameters(Event happened) =>
        [.. _eventNames.Zip(_events.Values(happened))];
}
