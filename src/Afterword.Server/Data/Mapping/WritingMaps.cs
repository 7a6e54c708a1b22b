using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class PostMortemVersionMap : IEntityTypeConfiguration<PostMortemVersion>
{
    public void Configure(EntityTypeBuilder<PostMortemVersion> version)
    {
        version.ToTable("post_mortem_versions").HasKey(v => new { v.IncidentNumber, v.Version });
        version.Property(v => v.IncidentNumber).ValueGeneratedNever();
        version.Property(v => v.Version).ValueGeneratedNever();
        version
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(v => v.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        version.Property(v => v.Content).AsLargeJson();
    }
}

internal sealed class PostMortemDraftMap : IEntityTypeConfiguration<PostMortemDraft>
{
    public void Configure(EntityTypeBuilder<PostMortemDraft> draft)
    {
        draft.ToTable("post_mortem_drafts").HasKey(d => new { d.IncidentNumber, d.PersonId });
        draft.Property(d => d.IncidentNumber).ValueGeneratedNever();
        draft.Property(d => d.PersonId).ValueGeneratedNever();
        draft
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(d => d.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        draft
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(d => d.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentMap : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("comments").HasKey(c => c.Number);
        comment.Property(c => c.Number).ValueGeneratedNever();
        comment.HasIndex(c => new { c.IncidentNumber, c.Number });
        comment
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(c => c.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        comment
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(c => c.AuthorId)
            .OnDelete(DeleteBehavior.Restrict);
        comment.Ignore(c => c.NewEvents);
    }
}

internal sealed class CarriedItemMap : IEntityTypeConfiguration<CarriedItem>
{
    public void Configure(EntityTypeBuilder<CarriedItem> carried)
    {
        carried.ToTable("carried_items").HasKey(c => new { c.IncidentNumber, c.ItemNumber });
        carried.Property(c => c.IncidentNumber).ValueGeneratedNever();
        carried.Property(c => c.ItemNumber).ValueGeneratedNever();
        carried
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(c => c.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        carried
            .HasOne<ActionItem>()
            .WithMany()
            .HasForeignKey(c => c.ItemNumber)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
