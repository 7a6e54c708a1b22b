using Afterword.Core;
using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Afterword.Server.Data.Mapping;

/// <summary>What holds for every table: snake_case names, enums by name, instants EF can order on both databases, the version as concurrency token.</summary>
internal static class Conventions
{
    public static void Apply(ModelBuilder model, bool sqlite)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase.Of(property.Name));
                Convert(property, sqlite);
            }
            if (typeof(Noun).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(Noun.Version))!.IsConcurrencyToken = true;
            }
        }
    }

    private static void Convert(IMutableProperty property, bool sqlite)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
        {
            property.SetValueConverter(
                (ValueConverter)
                    Activator.CreateInstance(typeof(SnakeCaseConverter<>).MakeGenericType(type))!
            );
        }
        else if (type == typeof(DateTimeOffset) && sqlite)
        {
            property.SetValueConverter(new MicrosecondsConverter());
        }
    }
}

/// <summary>An enum as its name in snake_case.</summary>
internal sealed class SnakeCaseConverter<T>()
    : ValueConverter<T, string>(value => SnakeCase.Of(value), text => SnakeCase.Parse<T>(text))
    where T : struct, Enum;

/// <summary>An instant as microseconds since 1970: EF cannot compare or order a DateTimeOffset on SQLite.</summary>
internal sealed class MicrosecondsConverter()
    : ValueConverter<DateTimeOffset, long>(at => Of(at), microseconds => At(microseconds))
{
    public static long Of(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset At(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
