using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data.Bulk;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Afterword.Tests.Data;

using Delivery = Afterword.Core.Delivery.Delivery;

public sealed class BulkRowsTests
{
    /// <summary>An event is sealed a second after it was written.</summary>
    private static readonly string[] Sealed = ["sequence", "hash"];

    [Fact]
    public async Task What_is_written_many_at_a_time_leaves_no_column_empty()
    {
        await using var database = await TestDatabase.Open("sqlite");
        await using var db = database.Database.Read();

        Assert.Equal(Written<Update>(db.Model), UpdateRows.New.Columns.Order());
        Assert.Equal(Written<Delivery>(db.Model), OutboxRows.New.Columns.Order());
        Assert.Equal(Written<Event>(db.Model).Except(Sealed), EventRows.New.Columns.Order());
    }

    [Fact]
    public async Task A_delivery_without_its_payload_has_every_other_column()
    {
        await using var database = await TestDatabase.Open("sqlite");
        await using var db = database.Database.Read();
        var columns = db
            .Model.FindEntityType(typeof(Delivery))!
            .GetProperties()
            .Select(p => p.GetColumnName());

        Assert.Equal(
            columns.Order(),
            OutboxRows.CourseColumns.Split(", ").Select(c => c.Split(' ')[^1]).Order()
        );
    }

    /// <summary>The columns that an insert must fill, by the model.</summary>
    private static IEnumerable<string> Written<T>(IModel model) =>
        model
            .FindEntityType(typeof(T))!
            .GetProperties()
            .Where(p =>
                p.ValueGenerated == ValueGenerated.Never && p.GetComputedColumnSql() is null
            )
            .Select(p => p.GetColumnName())
            .Order();
}
