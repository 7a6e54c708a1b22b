using Afterword.Core.ActionItems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class ItemReminderMap : IEntityTypeConfiguration<ItemReminder>
{
    public void Configure(EntityTypeBuilder<ItemReminder> reminder)
    {
        reminder.ToTable("item_reminders").HasKey(r => r.ItemNumber);
        reminder.Property(r => r.ItemNumber).ValueGeneratedNever();
        reminder.HasIndex(r => r.At);
        reminder
            .HasOne<ActionItem>()
            .WithOne()
            .HasForeignKey<ItemReminder>(r => r.ItemNumber)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
