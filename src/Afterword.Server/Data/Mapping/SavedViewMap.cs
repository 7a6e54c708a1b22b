using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class SavedViewMap : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_views").HasKey(v => v.Number);
        view.Property(v => v.Number).ValueGeneratedNever();
        view.HasIndex(v => v.OwnerId);
        view.HasIndex(v => v.TeamId);
        view.HasOne<Person>()
            .WithMany()
            .HasForeignKey(v => v.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        view.HasOne<Team>()
            .WithMany()
            .HasForeignKey(v => v.TeamId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
