using System.Linq.Expressions;
using System.Reflection;

namespace Bourse.Twin.Load;

/// <summary>Compares two structs of a kind field by field, nested ones too: a field added later is compared by itself.</summary>
public static class FieldComparer
{
    public static bool AreEqual<T>(T left, T right)
        where T : struct =>
        Built<T>.Compare(left, right);

    private static Func<T, T, bool> Build<T>()
    {
        ParameterExpression left = Expression.Parameter(typeof(T));
        ParameterExpression right = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, T, bool>>(AllEqual(typeof(T), left, right), left, right).Compile();
    }

    private static Expression AllEqual(Type type, Expression left, Expression right) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Select(field => FieldEqual(field, left, right))
            .Aggregate((Expression)Expression.Constant(true), Expression.AndAlso);

    private static Expression FieldEqual(FieldInfo field, Expression left, Expression right)
    {
        (Expression one, Expression other) = (Expression.Field(left, field), Expression.Field(right, field));
        bool isNested = field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false }
            && field.FieldType.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0;
        return isNested ? AllEqual(field.FieldType, one, other) : Expression.Equal(one, other);
    }

    private static class Built<T>
    {
        public static readonly Func<T, T, bool> Compare = Build<T>();
    }
}
