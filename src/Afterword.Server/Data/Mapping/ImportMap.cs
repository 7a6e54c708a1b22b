using Afterword.Core.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

internal sealed class ImportSourceMap : IEntityTypeConfiguration<ImportSource>
{
    public void Configure(EntityTypeBuilder<ImportSource> source)
    {
        source.ToTable("import_sources").HasKey(s => s.Identity);
        source.HasIndex(s => s.IncidentNumber);
        source
            .HasOne<Incident>()
            .WithMany()
            .HasForeignKey(s => s.IncidentNumber)
            .OnDelete(DeleteBehavior.Restrict);
        source.Property(s => s.Document).AsJson();
        source.PrimitiveCollection(s => s.ItemNumbers);
    }
}
