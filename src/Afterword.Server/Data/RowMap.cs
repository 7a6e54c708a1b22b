using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Afterword.Server.Data;

/// <summary>
/// A class as a row, for hand-written statements: columns, values and the way back, taken from EF's own model, so that a column
/// that is added to the map is not forgotten here.
/// </summary>
internal sealed class RowMap
{
    private readonly Type _type;
    private readonly Column[] _columns;

    private RowMap(IEntityType type)
    {
        (_type, Table) = (type.ClrType, type.GetTableName()!);
        _columns =
        [
            .. type.GetProperties()
                .Where(p => p.PropertyInfo is not null && p.GetComputedColumnSql() is null)
                .Where(p => p.ValueGenerated == ValueGenerated.Never)
                .Select(p => new Column(p)),
        ];
    }

    public string Table { get; }

    /// <summary>The columns that are written: neither computed nor given by the database.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.Select(c => c.Name)];

    public static RowMap Of<T>(IModel model) => new(model.FindEntityType(typeof(T))!);

    /// <summary>The values as the database keeps them, in the order of <see cref="Columns"/>.</summary>
    public object?[] Values(object entity)
    {
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i].Value(entity);
        }
        return values;
    }

    /// <summary>A row whose first columns are <see cref="Columns"/> as an object, and its values as they were.</summary>
    public (object Entity, object?[] Values) Read(DbDataReader row)
    {
        var entity = Activator.CreateInstance(_type, nonPublic: true)!;
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i].Read(row, i);
            _columns[i].Set(entity, values[i]);
        }
        return (entity, values);
    }

    private sealed class Column
    {
        private readonly PropertyInfo _property;
        private readonly FieldInfo _field;
        private readonly ValueConverter? _converter;
        private readonly Type _kept;

        public Column(IProperty property)
        {
            Name = property.GetColumnName();
            _property = property.PropertyInfo!;
            _field = property.FieldInfo!;
            _converter = property.GetTypeMapping().Converter;
            var kept = _converter?.ProviderClrType ?? property.ClrType;
            _kept = Nullable.GetUnderlyingType(kept) ?? kept;
        }

        public string Name { get; }

        public object? Value(object entity)
        {
            var value = _property.GetValue(entity);
            return value is null || _converter is null
                ? value
                : _converter.ConvertToProvider(value);
        }

        public void Set(object entity, object? value) =>
            _field.SetValue(
                entity,
                value is null || _converter is null ? value : _converter.ConvertFromProvider(value)
            );

        public object? Read(DbDataReader row, int i) =>
            row.IsDBNull(i) ? null
            : _kept == typeof(string) ? row.GetString(i)
            : _kept == typeof(int) ? row.GetInt32(i)
            : _kept == typeof(long) ? row.GetInt64(i)
            : _kept == typeof(bool) ? row.GetBoolean(i)
            : _kept == typeof(DateOnly) ? row.GetFieldValue<DateOnly>(i)
            : _kept == typeof(DateTimeOffset) ? row.GetFieldValue<DateTimeOffset>(i)
            : _kept.IsAssignableFrom(typeof(string[])) ? row.GetFieldValue<string[]>(i)
            : throw new InvalidOperationException($"{Name}: {_kept} has no form here yet.");
    }
}
