using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class ActionItemMap : IEntityTypeConfiguration<ActionItem>
{
    /// <summary>1 for a closed item, 0 for an open one; computed by the database, so that lists of open items are one index range.</summary>
    public const string Closed = "Closed";

    /// <summary>The due date, with <see cref="NoDue"/> for none: the two databases order nulls differently.</summary>
    public const string DueSort = "DueSort";

    /// <summary>One day before the last one, which Npgsql takes for infinity.</summary>
    public static readonly DateOnly NoDue = new(9999, 12, 30);

    /// <summary>The priority, with <see cref="NoPriority"/> for none.</summary>
    public const string PrioritySort = "PrioritySort";

    public const string NoPriority = "p9";

    public void Configure(EntityTypeBuilder<ActionItem> item)
    {
        item.ToTable("action_items").HasKey(a => a.Number);
        item.Property(a => a.Number).ValueGeneratedNever();
        item.Property<int>(Closed)
            .HasComputedColumnSql(
                "CASE WHEN status IN ('done', 'cancelled') THEN 1 ELSE 0 END",
                stored: true
            );
        item.Property<DateOnly>(DueSort)
            .HasComputedColumnSql($"coalesce(due_on, '{NoDue:yyyy-MM-dd}')", stored: true);
        item.Property<string>(PrioritySort)
            .IsRequired()
            .HasComputedColumnSql($"coalesce(priority, '{NoPriority}')", stored: true);
        Indexes(item);
        item.HasOne<Incident>()
            .WithMany()
            .HasForeignKey(a => a.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        item.HasOne<ActionItem>()
            .WithMany()
            .HasForeignKey(a => a.ParentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Person>()
            .WithMany()
            .HasForeignKey(a => a.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Team>()
            .WithMany()
            .HasForeignKey(a => a.OwnerTeamId)
            .OnDelete(DeleteBehavior.Restrict);
        item.PrimitiveCollection(a => a.Tags);
        item.Property(a => a.Links).AsJson();
        item.Property(a => a.Blocker).AsJson();
        item.Property(a => a.Review).AsJson();
        item.Ignore(a => a.NewEvents).Ignore(a => a.IsOpen);
    }

    // Each order of the list, and each filter that leaves few rows, is a range of one of these (ActionItemQueries).
    private static void Indexes(EntityTypeBuilder<ActionItem> item)
    {
        item.HasIndex(a => a.ParentNumber);
        item.HasIndex(a => a.FromUpdate).HasFilter("from_update IS NOT NULL");
        item.HasIndex(DueSort, nameof(ActionItem.Number));
        item.HasIndex(Closed, DueSort, nameof(ActionItem.Number));
        item.HasIndex(Closed, PrioritySort, DueSort, nameof(ActionItem.Number));
        item.HasIndex(Closed, nameof(ActionItem.LastActivityAt), nameof(ActionItem.Number));
        item.HasIndex(nameof(ActionItem.Status), DueSort, nameof(ActionItem.Number));
        item.HasIndex(
            nameof(ActionItem.IncidentNumber),
            Closed,
            DueSort,
            nameof(ActionItem.Number)
        );
        item.HasIndex(nameof(ActionItem.OwnerId), Closed, DueSort, nameof(ActionItem.Number));
        item.HasIndex(nameof(ActionItem.OwnerTeamId), Closed, DueSort, nameof(ActionItem.Number));
    }
}
