using System.Data.Common;
using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Afterword.Server.Data.Bulk;

/// <summary>
/// Inserts many nouns at once, with the columns and values that EF would write. On SQLite EF prepares a statement, triggers and all,
/// for every row; here it is one a class. PostgreSQL gets EF's own batches.
/// </summary>
internal static class NounRows
{
    /// <summary>Writes new nouns, class by class in the order given; those of EF's are saved with the write.</summary>
    public static void Insert(AfterwordDb db, IEnumerable<Noun> nouns)
    {
        if (!db.IsSqlite)
        {
            db.AddRange(nouns);
            return;
        }
        foreach (var some in nouns.GroupBy(n => n.GetType()))
        {
            db.Wrote(some.Key);
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            var columns = Columns(command, db.Model.FindEntityType(some.Key)!);
            foreach (var noun in some)
            {
                noun.CountVersion();
                foreach (var (parameter, of) in columns)
                {
                    parameter.Value = of(noun) ?? DBNull.Value;
                }
                command.ExecuteNonQuery();
            }
        }
    }

    private static List<(DbParameter Parameter, Func<object, object?> Of)> Columns(
        DbCommand command,
        IEntityType type
    )
    {
        var columns = new List<(DbParameter, Func<object, object?>)>();
        var names = new List<string>();
        // What the database computes for itself has no place in an insert.
        foreach (var property in type.GetProperties().Where(p => !p.IsShadowProperty()))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{columns.Count}";
            command.Parameters.Add(parameter);
            names.Add(property.GetColumnName());
            var getter = property.GetGetter();
            var converter = property.GetTypeMapping().Converter;
            columns.Add(
                (
                    parameter,
                    noun =>
                        getter.GetClrValue(noun) is { } value && converter is not null
                            ? converter.ConvertToProvider(value)
                            : getter.GetClrValue(noun)
                )
            );
        }
#pragma warning disable CA2100 // names of our own tables and columns
        command.CommandText =
            $"INSERT INTO {type.GetTableName()} ({string.Join(", ", names)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
#pragma warning restore CA2100
        return columns;
    }
}
