using Afterword.Core.Incidents;
using Afterword.Core.People;
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
        version.Property(v => v.Content).AsJson();
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
